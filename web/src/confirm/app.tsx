import { useCallback, useEffect, useState } from 'react';
import { readStatement, tellSeen, type Statement, type Trouble } from './api';
import { StatementView } from './statement-view';
import { textsOf, type Lang } from './texts';

type Found =
  | { kind: 'loading' }
  | { kind: 'shown'; statement: Statement }
  | { kind: 'trouble'; status: number };

const firstLang = (): Lang => (navigator.language.startsWith('en') ? 'en-US' : 'zh-CN');

/** The page behind a link: one statement, to read, confirm or object to. */
export function App() {
  const [lang, setLang] = useState<Lang>(firstLang);
  const [found, setFound] = useState<Found>({ kind: 'loading' });
  const t = textsOf(lang);
  const read = useCallback(() => {
    readStatement(lang).then(
      (statement) => setFound({ kind: 'shown', statement }),
      (trouble: Trouble) => setFound({ kind: 'trouble', status: trouble.status }),
    );
  }, [lang]);
  useEffect(read, [read]);
  useEffect(() => {
    document.documentElement.lang = lang;
    document.title = t.title;
  }, [lang, t]);
  const shown = found.kind === 'shown';
  // Programs that open links in mails touch nothing: only a person makes it viewed.
  useEffect(() => {
    if (!shown) return undefined;
    const events = ['pointerdown', 'keydown', 'scroll', 'touchstart'] as const;
    const once = new AbortController();
    const tell = () => {
      once.abort();
      tellSeen(lang).catch(() => undefined);
    };
    for (const event of events) {
      window.addEventListener(event, tell, { signal: once.signal, passive: true });
    }
    return () => once.abort();
  }, [shown, lang]);
  return (
    <>
      <div className="langs" role="group" aria-label="Language">
        {(['zh-CN', 'en-US'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={lang === one} onClick={() => setLang(one)}>
            {one === 'zh-CN' ? '中文' : 'English'}
          </button>
        ))}
      </div>
      {found.kind === 'loading' && <p className="wait">{t.loading}</p>}
      {found.kind === 'trouble' && <Ended status={found.status} lang={lang} retry={read} />}
      {found.kind === 'shown' && (
        <StatementView
          key={found.statement.digest}
          statement={found.statement}
          lang={lang}
          t={t}
          reload={read}
        />
      )}
    </>
  );
}

function Ended({ status, lang, retry }: { status: number; lang: Lang; retry: () => void }) {
  const t = textsOf(lang);
  const [title, text] =
    status === 410
      ? [t.goneTitle, t.goneText]
      : status === 404
        ? [t.unknownTitle, t.unknownText]
        : [t.title, t.offline];
  return (
    <main className="ended">
      <h1>{title}</h1>
      <p>{text}</p>
      {status !== 410 && status !== 404 && (
        <button type="button" className="primary" onClick={retry}>
          {t.retry}
        </button>
      )}
    </main>
  );
}

import { useMemo, useState } from 'react';
import { fileUrl, type Statement } from './api';
import { AnswerSheet } from './answer-sheet';
import { grouped, shownLines, type Filter, type Mark } from './draft';
import { Lines } from './lines';
import { MarkFields } from './mark-fields';
import { fill, type Lang, type Texts } from './texts';

const FILTERS: readonly Filter[] = ['all', 'increases', 'decreases', 'marked'];

export interface ViewProps {
  statement: Statement;
  lang: Lang;
  t: Texts;
  reload: () => void;
}

export function StatementView({ statement: s, lang, t, reload }: ViewProps) {
  const [filter, setFilter] = useState<Filter>('all');
  const [search, setSearch] = useState('');
  const [marks, setMarks] = useState<Mark[]>([]);
  const [answering, setAnswering] = useState(false);
  const marked = useMemo(
    () => new Set(marks.flatMap((m) => (m.line === null ? [] : [m.line]))),
    [marks],
  );
  const lines = useMemo(
    () => shownLines(s.lines, filter, search, marked),
    [s.lines, filter, search, marked],
  );
  const open = s.agreement !== 'confirmed';
  const change = (at: number, part: Partial<Mark>) =>
    setMarks((all) => all.map((m, i) => (i === at ? { ...m, ...part } : m)));
  const drop = (at: number) => setMarks((all) => all.filter((_, i) => i !== at));
  const toggle = (line: number) =>
    setMarks((all) =>
      all.some((m) => m.line === line)
        ? all.filter((m) => m.line !== line)
        : [...all, { line, reason: 'price', theirs: '', note: '' }],
    );
  return (
    <main>
      <header>
        <p className="quiet">{s.company.name}</p>
        <h1>
          {t.title} <span className="number">{s.number}</span>
        </h1>
        <dl className="facts">
          <dt>{t.to}</dt>
          <dd>{s.customer.name}</dd>
          <dt>{t.period}</dt>
          <dd>
            {s.from} – {s.to}
          </dd>
          {s.terms && (
            <>
              <dt>{t.terms}</dt>
              <dd>{s.terms}</dd>
            </>
          )}
        </dl>
      </header>
      <Banner statement={s} t={t} />
      <Figures statement={s} t={t} />
      <section aria-label={t.lines}>
        <div className="tools">
          <h2>{t.lines}</h2>
          <input
            type="search"
            value={search}
            placeholder={t.search}
            aria-label={t.search}
            onChange={(e) => setSearch(e.target.value)}
          />
          <div className="filters" role="group">
            {FILTERS.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={filter === one}
                onClick={() => setFilter(one)}
              >
                {t[one]}
                {one === 'marked' && marks.length > 0 ? ` ${marks.length}` : ''}
              </button>
            ))}
          </div>
        </div>
        {s.lines.length === 0 ? (
          <p className="none">{t.noLines}</p>
        ) : lines.length === 0 ? (
          <p className="none">{t.none}</p>
        ) : (
          <Lines
            lines={lines}
            statement={s}
            t={t}
            marks={marks}
            {...(open ? { toggle, change } : {})}
          />
        )}
        {open && (
          <div className="missing">
            {marks.map(
              (mark, at) =>
                mark.line === null && (
                  <div key={at} className="mark">
                    <strong>{t.missing}</strong>
                    <MarkFields mark={mark} t={t} change={(part) => change(at, part)} />
                    <button type="button" className="link" onClick={() => drop(at)}>
                      {t.unmark}
                    </button>
                  </div>
                ),
            )}
            <button
              type="button"
              className="link"
              onClick={() =>
                setMarks((all) => [...all, { line: null, reason: 'missing', theirs: '', note: '' }])
              }
            >
              {t.addMissing}
            </button>
          </div>
        )}
      </section>
      <footer className="small">
        <p>
          {t.download} <a href={fileUrl('pdf')}>PDF</a> · <a href={fileUrl('xlsx')}>Excel</a>
        </p>
        <p>
          {t.valid} {s.expires_at.slice(0, 10)} · {t.fingerprint}{' '}
          <code>{s.digest.slice(0, 16)}</code>
        </p>
      </footer>
      {open && (
        <div className="bar">
          {marks.length > 0 && <span className="hint">{t.confirmBlocked}</span>}
          <button
            type="button"
            className={marks.length > 0 ? 'warn' : 'primary'}
            onClick={() => setAnswering(true)}
          >
            {marks.length > 0 ? `${t.submit} (${marks.length})` : t.confirm}
          </button>
        </div>
      )}
      {answering && (
        <AnswerSheet
          statement={s}
          marks={marks}
          lang={lang}
          t={t}
          close={() => setAnswering(false)}
          done={() => {
            setAnswering(false);
            setMarks([]);
            reload();
            window.scrollTo({ top: 0 });
          }}
        />
      )}
    </main>
  );
}

function Banner({ statement: s, t }: { statement: Statement; t: Texts }) {
  const confirmed = s.answers.find((a) => a.verdict === 'confirm');
  if (confirmed) {
    return (
      <div className="banner good" role="status">
        <strong>{t.confirmedTitle}</strong>
        <p>{fill(t.confirmedText, { name: confirmed.name, on: confirmed.on })}</p>
      </div>
    );
  }
  if (s.agreement !== 'differing') return null;
  return (
    <div className="banner warn" role="status">
      <strong>{t.differingTitle}</strong>
      <p>{t.differingText}</p>
      <ul>
        {s.objections.map((o, at) => (
          <li key={at}>
            <span>
              {o.line_no ? s.lines[o.line_no - 1]?.document_no : t.missing} · {t.reasons[o.reason]}
              {o.their_amount ? ` · ${grouped(o.their_amount)}` : ''}
              {o.note ? ` · ${o.note}` : ''}
            </span>
            <em>{t.state[o.state as keyof Texts['state']]}</em>
            {o.reply && <span className="reply">↳ {o.reply}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Figures({ statement: s, t }: { statement: Statement; t: Texts }) {
  const owed = s.closing.startsWith('-') ? t.weOwe : t.youOwe;
  return (
    <section className="figures">
      <div className="closing">
        <span className="quiet">
          {t.closing} · {owed}
        </span>
        <strong className="num">
          {grouped(s.closing)} <small>{s.currency}</small>
        </strong>
        {t.inWords && s.closing_upper && <span className="upper">{s.closing_upper}</span>}
      </div>
      <dl className="sum">
        <div>
          <dt>{t.opening}</dt>
          <dd className="num">{grouped(s.opening)}</dd>
        </div>
        <div>
          <dt>+ {t.debit}</dt>
          <dd className="num">{grouped(s.debit)}</dd>
        </div>
        <div>
          <dt>− {t.credit}</dt>
          <dd className="num">{grouped(s.credit)}</dd>
        </div>
      </dl>
    </section>
  );
}

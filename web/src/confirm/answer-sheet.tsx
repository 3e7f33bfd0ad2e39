import { useEffect, useRef, useState, type FormEvent } from 'react';
import { sendAnswer, type Statement, type Trouble } from './api';
import { answerOf, grouped, type Mark, type Signer } from './draft';
import { fill, type Lang, type Texts } from './texts';

const NOBODY: Signer = { name: '', title: '', phone: '', note: '', balance: '' };

export interface AnswerSheetProps {
  statement: Statement;
  marks: Mark[];
  lang: Lang;
  t: Texts;
  close: () => void;
  done: () => void;
}

/** Who answers, below the sentence that is answered. */
export function AnswerSheet({ statement: s, marks, lang, t, close, done }: AnswerSheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [signer, setSigner] = useState(NOBODY);
  const [sending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const objecting = marks.length > 0;
  const values = {
    customer: s.customer.name,
    company: s.company.name,
    to: s.to,
    closing: `${grouped(s.closing)} ${s.currency}`,
    n: marks.length,
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    setTrouble(null);
    sendAnswer(lang, answerOf(s, marks, signer)).then(done, (why: Trouble) => {
      setTrouble(why);
      setSending(false);
    });
  };
  const field = (key: keyof Signer, label: string, attributes: object = {}) => (
    <label>
      {label}
      <input
        value={signer[key]}
        onChange={(e) => setSigner((now) => ({ ...now, [key]: e.target.value }))}
        {...attributes}
      />
    </label>
  );
  return (
    <dialog ref={dialog} onClose={close} aria-labelledby="answer-title">
      <form onSubmit={send}>
        <h2 id="answer-title">{objecting ? t.objectTitle : t.confirmTitle}</h2>
        <p className="sentence">{fill(objecting ? t.objectText : t.confirmText, values)}</p>
        <div className="fields">
          {field('name', `${t.name} *`, { required: true, maxLength: 50, autoComplete: 'name' })}
          {field('title', t.position, { maxLength: 50, autoComplete: 'organization-title' })}
          {field('phone', t.phone, { maxLength: 50, type: 'tel', autoComplete: 'tel' })}
          {objecting && field('balance', t.yourBalance, { inputMode: 'decimal' })}
        </div>
        {field('note', t.remark, { maxLength: 2000 })}
        {trouble && (
          <div className="banner bad" role="alert">
            <strong>{trouble.status === 0 ? t.offline : trouble.title}</strong>
            {trouble.fields.map((f) => (
              <p key={f.path}>
                {f.path}: {f.message}
              </p>
            ))}
          </div>
        )}
        <div className="buttons">
          <button type="button" onClick={close} disabled={sending}>
            {t.back}
          </button>
          <button type="submit" className={objecting ? 'warn' : 'primary'} disabled={sending}>
            {sending ? t.sending : objecting ? t.submit : t.confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** Links, answers and objections of a statement. */
import type { components } from '@jieqing/api-client';
import { http } from '@/lib/http';
import { statementKeys } from './api';

type Schemas = components['schemas'];
export type Agreement = Schemas['AgreementBody'];
export type StatementLink = Schemas['StatementLinkBody'];
export type Answer = Schemas['StatementAnswerBody'];
export type Objection = Schemas['StatementObjectionBody'];

/** Below the statement's own key: whatever refreshes statements refreshes this. */
export const agreementKey = (statement: string) => statementKeys.part(statement, 'agreement');

const at = (statement: string, rest: string) => `/statements/${statement}${rest}`;

export const readAgreement = (statement: string, signal?: AbortSignal) =>
  http.get<Agreement>(at(statement, '/agreement'), undefined, signal);
export const sendLink = (
  statement: string,
  input: { recipient: string; days: number },
  key: string,
) => http.post<Schemas['SentLink']>(at(statement, '/links'), input, { key });
export const revokeLink = (statement: string, link: string, key: string) =>
  http.post<Agreement>(at(statement, `/links/${link}/revoke`), {}, { key });
export const settleObjection = (
  statement: string,
  objection: Objection,
  input: { accepted: boolean; reply: string },
  key: string,
) =>
  http.post<Agreement>(at(statement, `/objections/${objection.id}/settle`), input, {
    key,
    version: objection.version,
  });
export const recordPaper = (
  statement: string,
  version: number,
  input: { name: string; title: string; signed_on: string; attachment_id: string; note: string },
  key: string,
) => http.post<Agreement>(at(statement, '/paper-confirmation'), input, { key, version });
export const downloadSheet = (statement: string, number: string) =>
  http.download(at(statement, '/confirmation.pdf'), undefined, `${number}-confirmation.pdf`);

/** What the customer is given. */
export const linkAddress = (secret: string) => `${window.location.origin}/c/${secret}`;

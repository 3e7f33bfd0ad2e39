import { business } from './business.ts';
import type { MockAnswer, MockRequest } from './plugin.ts';

/** `METHOD /path/:param` → answer. Add what a screen under work needs. */
export const handlers: Record<string, (req: MockRequest) => MockAnswer> = {
  ...business,
  'GET /setup': () => ({ body: { needed: process.env.JIEQING_MOCK === 'setup' } }),
  'POST /setup': ({ body }) =>
    body.token === 'demo'
      ? { status: 204 }
      : {
          status: 403,
          body: {
            status: 403,
            code: 'setup_token_invalid',
            title: '安装口令不正确',
            fields: [{ path: 'token', code: 'invalid' }],
            request_id: 'req_01mock',
          },
        },
  'GET /session': () =>
    signedIn ? { body: session } : { status: 401, body: { code: 'unauthenticated' } },
  'POST /session': ({ body }) => {
    if (body.password === 'wrong') {
      return {
        status: 401,
        body: { status: 401, code: 'invalid_credentials', title: '账号或密码不正确' },
      };
    }
    signedIn = true;
    return { body: session };
  },
  'PATCH /session': ({ body }) => {
    session.company = session.companies.find((c) => c.id === body.company_id) ?? session.company;
    return { body: session };
  },
  'DELETE /session': () => {
    signedIn = false;
    return { status: 204 };
  },
  'GET /saved-views': () => ({ body: { items: [], next_cursor: null } }),
  'GET /search': ({ query }) => ({
    body: {
      items: [
        {
          kind: 'order',
          id: 'ord_1',
          number: 'SO-202611-0042',
          title: '杭州明远贸易有限公司',
          hint: '¥128,400.00',
        },
        {
          kind: 'customer',
          id: 'cus_1',
          number: 'C0042',
          title: `${query.get('q')} 有限公司`,
          hint: '账期 30 天',
        },
      ],
      next_cursor: null,
    },
  }),
};

const companies = [
  { id: 'cmp_1', name: '上海衡信供应链有限公司', currency: 'CNY' },
  { id: 'cmp_2', name: '衡信（香港）贸易有限公司', currency: 'HKD' },
];

let signedIn = process.env.JIEQING_MOCK !== 'setup' && process.env.JIEQING_MOCK !== 'login';

const session = {
  user: { id: 'usr_1', login: 'chenjing', name: '陈静', locale: 'zh-CN' },
  company: companies[0] as (typeof companies)[number],
  companies,
  roles: ['clerk'],
  permissions: ['*'],
  csrf: 'mock',
};

/** Who is signed in, for which company. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { configureHttp, http } from './http';
import { adoptLocale } from './i18n';
import { ApiProblem } from './problem';
import { sharedKeys } from './query-keys';

export interface CompanyRef {
  id: string;
  name: string;
  currency: string;
}

export interface Session {
  user: { id: string; login: string; name: string; locale: string };
  company: CompanyRef;
  companies: CompanyRef[];
  roles: string[];
  permissions: string[];
  csrf: string;
  /** A temporary password: nothing but changing it is allowed. */
  must_change_password: boolean;
}

export interface SetupBody {
  token: string;
  company_name: string;
  uscc?: string;
  accounting_standard: string;
  login: string;
  name: string;
  password: string;
}

function remember(session: Session): Session {
  configureHttp({ csrf: session.csrf });
  adoptLocale(session.user.locale);
  return session;
}

/** `null` means: nobody is signed in. Other failures stay errors. */
export const sessionQuery = queryOptions({
  queryKey: sharedKeys.session,
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return remember(await http.get<Session>('/session', undefined, signal));
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
});

export const setupQuery = queryOptions({
  queryKey: sharedKeys.setup,
  staleTime: 60_000,
  queryFn: ({ signal }) => http.get<{ needed: boolean }>('/setup', undefined, signal),
});

export function useSession(): Session | null {
  return useQuery({ ...sessionQuery, enabled: false }).data ?? null;
}

export function useCompanyCurrency(): string {
  return useSession()?.company.currency ?? 'CNY';
}

export function useSessionActions() {
  const client = useQueryClient();
  const adopt = (session: Session) => {
    remember(session);
    client.removeQueries({ predicate: (q) => q.queryKey[0] !== 'session' });
    client.setQueryData(sharedKeys.session, session);
  };
  return {
    async login(login: string, password: string) {
      adopt(await http.post<Session>('/session', { login, password }));
    },
    async logout() {
      await http.delete<void>('/session');
      configureHttp({ csrf: '' });
      client.clear();
      client.setQueryData(sharedKeys.session, null);
    },
    /** First start: makes the company and its administrator, then signs in. */
    async setUp(body: SetupBody) {
      await http.post<unknown>('/setup', body);
      client.setQueryData(sharedKeys.setup, { needed: false });
      adopt(await http.post<Session>('/session', { login: body.login, password: body.password }));
    },
    async switchCompany(companyId: string) {
      const answer = await http.post<Session | undefined>('/session/company', {
        company_id: companyId,
      });
      adopt(answer ?? (await http.get<Session>('/session')));
    },
  };
}

/** A refusal of the server (RFC 9457), or the network's, as one typed error. */

export interface FieldProblem {
  /** Where in the request: `lines[2].qty`, `customer_id`. */
  path: string;
  code: string;
  facts: Record<string, string>;
  /** Localised text when the server sent one. */
  message?: string;
}

export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  code?: string;
  detail?: string | null;
  facts?: Record<string, unknown> | null;
  fields?:
    | {
        path: string;
        code: string;
        facts?: Record<string, unknown> | null;
        message?: string;
        detail?: string;
      }[]
    | null;
  request_id?: string;
}

export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly facts: Record<string, string>;
  readonly fields: FieldProblem[];
  readonly requestId: string;

  constructor(body: ProblemBody, status: number) {
    super(body.title ?? body.code ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = body.status ?? status;
    this.code = body.code ?? fallbackCode(status);
    this.title = body.title ?? '';
    this.detail = body.detail ?? '';
    this.facts = textFacts(body.facts);
    this.requestId = body.request_id ?? '';
    this.fields = (body.fields ?? []).map((f) => {
      const message = f.message ?? f.detail;
      return {
        path: f.path,
        code: f.code,
        facts: textFacts(f.facts),
        ...(message ? { message } : {}),
      };
    });
  }

  /** The same request may succeed later without a change by the user. */
  get isTransient(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Someone else changed the record since it was read. */
  get isStale(): boolean {
    return this.status === 412 || this.code === 'version_conflict';
  }
}

function textFacts(facts: Record<string, unknown> | null | undefined): Record<string, string> {
  const out: Record<string, string> = {};
  for (const [key, value] of Object.entries(facts ?? {})) {
    out[key] = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
  }
  return out;
}

function fallbackCode(status: number): string {
  switch (status) {
    case 0:
      return 'network';
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 409:
      return 'conflict';
    case 412:
      return 'version_conflict';
    case 413:
      return 'too_large';
    case 429:
      return 'too_many_requests';
    default:
      return status >= 500 ? 'server' : 'refused';
  }
}

export async function problemFrom(response: Response): Promise<ApiProblem> {
  let body: ProblemBody = {};
  try {
    if ((response.headers.get('content-type') ?? '').includes('json')) {
      body = (await response.json()) as ProblemBody;
    }
  } catch {
    // Not JSON after all: the status alone has to speak.
  }
  if (!body.request_id) body.request_id = response.headers.get('x-request-id') ?? '';
  return new ApiProblem(body, response.status);
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  return new ApiProblem({ code: 'client', detail }, 0);
}

/** `lines[3].qty`, `/lines/3/qty` and `lines.3.qty` → ["lines", "3", "qty"]. */
export function fieldPath(path: string): string[] {
  return path
    .replace(/\[(\d+)\]/g, '.$1')
    .split(/[./]/)
    .filter((part) => part !== '');
}

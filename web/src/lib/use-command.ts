/**
 * A writing call as one user intent. The idempotency key is kept while the same input is tried
 * again after a lost connection, and renewed once the server has decided or the input changed.
 */
import { useMutation, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { asProblem, type ApiProblem } from './problem';
import { newKey } from './random';

export interface CommandOptions<Input, Output> {
  run: (input: Input, key: string) => Promise<Output>;
  /** Keys to refresh after success: `orderKeys.all`. */
  invalidates?: readonly QueryKey[] | undefined;
  /** Toast after success. */
  success?: string | ((output: Output, input: Input) => string) | undefined;
  onSuccess?: ((output: Output, input: Input) => void) | undefined;
}

export interface Command<Input, Output> {
  run: (input: Input) => void;
  runAsync: (input: Input) => Promise<Output>;
  pending: boolean;
  problem: ApiProblem | null;
  data: Output | undefined;
  reset: () => void;
}

export function useCommand<Input = void, Output = unknown>(
  options: CommandOptions<Input, Output>,
): Command<Input, Output> {
  const client = useQueryClient();
  const { message } = App.useApp();
  const intent = useRef<{ body: string; key: string } | null>(null);

  const mutation = useMutation<Output, Error, Input>({
    mutationFn: (input) => {
      const body = fingerprint(input);
      if (intent.current?.body !== body) intent.current = { body, key: newKey() };
      return options.run(input, intent.current.key);
    },
    onSuccess: async (output, input) => {
      intent.current = null;
      const { success } = options;
      if (success) {
        void message.success(typeof success === 'function' ? success(output, input) : success);
      }
      await Promise.all(
        (options.invalidates ?? []).map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      options.onSuccess?.(output, input);
    },
    onError: (error) => {
      if (!asProblem(error).isTransient) intent.current = null;
    },
  });

  return {
    run: mutation.mutate,
    runAsync: mutation.mutateAsync,
    pending: mutation.isPending,
    problem: mutation.error ? asProblem(mutation.error) : null,
    data: mutation.data,
    reset: mutation.reset,
  };
}

function fingerprint(input: unknown): string {
  if (input instanceof FormData) {
    return [...input.entries()]
      .map(([k, v]) =>
        v instanceof File ? `${k}:${v.name}:${v.size}:${v.lastModified}` : `${k}:${v}`,
      )
      .join('|');
  }
  return JSON.stringify(input) ?? '';
}

import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { SecretDialog } from '@/components/ui/secret-dialog';
import { StatusTag } from '@/components/ui/status-tag';
import type { Tone } from '@/components/ui/status-tones';
import { formatInstant } from '@/lib/dates';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { readTokens, tokenKeys, type Token } from '../api';
import { tokenState, type TokenState } from '../lib/tokens';
import { TokenDialog } from './token-dialog';

const TONE: Readonly<Record<TokenState, Tone>> = {
  active: 'success',
  expiring: 'warning',
  expired: 'neutral',
  revoked: 'neutral',
};

/** Tokens for programs that act as me, within what I may do. */
export function TokensPanel() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const query = useQuery({
    queryKey: tokenKeys.all,
    queryFn: ({ signal }) => readTokens(signal),
  });
  const revoke = useCommand({
    run: (token: Token, key) => http.delete(`/tokens/${token.id}`, { key }),
    invalidates: [tokenKeys.all],
    success: t('account.token.revoked'),
    onSuccess: () => setRevoking(null),
  });
  const now = query.dataUpdatedAt;
  const scopes = (token: Token) =>
    token.scopes
      .map((s) => t(`permissions.${s}`, { defaultValue: s }))
      .join(t('common.listSeparator'));
  return (
    <Panel
      title={t('account.tokens')}
      flush
      extra={
        <Button size="small" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
          {t('account.token.new')}
        </Button>
      }
    >
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(tokens) => (
          <LineTable<Token>
            label={t('account.tokens')}
            rows={tokens}
            rowKey={(token) => token.id}
            rowTone={(token) => (tokenState(token, now) === 'revoked' ? 'muted' : undefined)}
            empty={t('account.noTokens')}
            columns={[
              { key: 'name', title: t('fields.name'), width: 130, render: (r) => r.name },
              {
                key: 'state',
                title: t('fields.status'),
                render: (r) => {
                  const state = tokenState(r, now);
                  return (
                    <StatusTag
                      status={state}
                      tone={TONE[state]}
                      label={t(`account.token.state.${state}`)}
                    />
                  );
                },
              },
              { key: 'scopes', title: t('account.col.scopes'), width: 240, render: scopes },
              {
                key: 'expires',
                title: t('account.col.expires'),
                render: (r) => <span className="jq-num">{formatInstant(r.expires_at)}</span>,
              },
              {
                key: 'used',
                title: t('account.col.used'),
                render: (r) => (
                  <span className="jq-num">
                    {r.last_used_at ? formatInstant(r.last_used_at) : t('account.neverUsed')}
                  </span>
                ),
              },
              {
                key: 'act',
                title: '',
                figure: true,
                render: (r) =>
                  r.revoked_at === null ? (
                    <Button size="small" danger onClick={() => setRevoking(r)}>
                      {t('account.token.revoke')}
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </QueryView>
      <TokenDialog
        open={creating}
        onClose={() => setCreating(false)}
        onMade={(text) => {
          setCreating(false);
          setSecret(text);
        }}
      />
      <SecretDialog
        secret={secret}
        title={t('account.token.made')}
        text={t('account.token.once')}
        onClose={() => setSecret(null)}
      />
      <ConfirmAction
        open={revoking !== null}
        title={t('account.token.ask', { name: revoking?.name ?? '' })}
        confirmLabel={t('account.token.revoke')}
        danger
        pending={revoke.pending}
        problem={revoke.problem}
        onConfirm={() => revoking && revoke.run(revoking)}
        onClose={() => {
          revoke.reset();
          setRevoking(null);
        }}
      >
        <p style={{ margin: 0 }}>{t('account.token.explain')}</p>
      </ConfirmAction>
    </Panel>
  );
}

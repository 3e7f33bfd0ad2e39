import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/form/form-dialog';
import { http } from '@/lib/http';
import { useSession } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { tokenKeys } from '../api';
import { byArea } from '../lib/tokens';

const DAYS = [7, 30, 90, 180, 366] as const;

interface Values {
  name: string;
  days: number;
  scopes: string[];
}

export function TokenDialog({
  open,
  onClose,
  onMade,
}: {
  open: boolean;
  onClose: () => void;
  onMade: (secret: string | null) => void;
}) {
  const { t } = useTranslation();
  const session = useSession();
  const create = useCommand({
    run: ({ name, days, scopes }: Values, key) =>
      http.post<{ id: string; secret: string | null }>(
        '/tokens',
        { name: name.trim(), days, scopes },
        { key },
      ),
    invalidates: [tokenKeys.all],
    onSuccess: (made) => onMade(made.secret),
  });
  const allowed = (session?.permissions ?? []).filter((p) => p !== 'self.use');
  const required = (message: string) => [{ required: true, message }];
  return (
    <FormDialog<Values>
      open={open}
      title={t('account.token.new')}
      command={create}
      initial={{ days: 90, scopes: [] }}
      confirmLabel={t('account.token.create')}
      width={560}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('account.token.purpose')}
        rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
      >
        <Input maxLength={100} autoFocus placeholder={t('account.token.purposeHint')} />
      </Form.Item>
      <Form.Item name="days" label={t('account.token.days')}>
        <Select
          options={DAYS.map((value) => ({
            value,
            label: t('account.token.dayCount', { count: value }),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="scopes"
        label={t('account.col.scopes')}
        extra={t('account.token.scopesHelp')}
        rules={required(t('account.token.scopesRequired'))}
      >
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={byArea(allowed).map(([area, scopes]) => ({
            label: t(`permissions.area.${area}`, { defaultValue: area }),
            title: area,
            options: scopes.map((value) => ({
              value,
              label: t(`permissions.${value}`, { defaultValue: value }),
            })),
          }))}
        />
      </Form.Item>
    </FormDialog>
  );
}

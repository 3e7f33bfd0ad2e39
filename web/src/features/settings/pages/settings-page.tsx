import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/ui/page';
import { choiceParam, useUrlState } from '@/lib/use-url-state';
import { AccountsPanel } from '../components/accounts-panel';
import { BankAccountsPanel } from '../components/bank-accounts-panel';
import { CompanySettings } from '../components/company-form';
import { RatesPanel } from '../components/rates-panel';
import { SeriesPanel } from '../components/series-panel';
import { TermsPanel } from '../components/terms-panel';

const TABS = ['company', 'terms', 'rates', 'banks', 'accounts', 'series'] as const;
type Tab = (typeof TABS)[number];
const SPEC = { tab: choiceParam<Tab>(TABS, 'company') };

const PANEL: Readonly<Record<Tab, () => React.ReactNode>> = {
  company: CompanySettings,
  terms: TermsPanel,
  rates: RatesPanel,
  banks: BankAccountsPanel,
  accounts: AccountsPanel,
  series: SeriesPanel,
};

export function SettingsPage() {
  const { t } = useTranslation();
  const [{ tab }, setUrl] = useUrlState(SPEC);
  const Shown = PANEL[tab];
  return (
    <Page title={t('shell.nav.settings')}>
      <Tabs
        activeKey={tab}
        onChange={(key) => setUrl({ tab: key as Tab })}
        items={TABS.map((key) => ({ key, label: t(`settings.tab.${key}`) }))}
        tabBarStyle={{ marginBottom: 0 }}
      />
      <Shown />
    </Page>
  );
}

import {
  AccountBookOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  BarChartOutlined,
  CalendarOutlined,
  CarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  CreditCardOutlined,
  FieldTimeOutlined,
  FileDoneOutlined,
  FileProtectOutlined,
  FileTextOutlined,
  HomeOutlined,
  ImportOutlined,
  RollbackOutlined,
  SafetyCertificateOutlined,
  SettingOutlined,
  ShoppingOutlined,
  SolutionOutlined,
  SwapOutlined,
  TableOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { paths } from '@/lib/paths';

export interface NavItem {
  key: string;
  /** `shell.nav.<key>`. */
  label: string;
  to: string;
  icon: ReactNode;
  permission?: string;
  /** What people type to find it: pinyin initials and English. */
  words: string;
  /** "g o": go to orders. */
  hotkey?: string;
}

export interface NavGroup {
  key: string;
  label?: string;
  items: NavItem[];
}

const item = (
  key: string,
  to: string,
  icon: ReactNode,
  words: string,
  hotkey?: string,
  permission?: string,
): NavItem => ({
  key,
  label: `shell.nav.${key}`,
  to,
  icon,
  words,
  ...(hotkey ? { hotkey } : {}),
  ...(permission ? { permission } : {}),
});

/** The trade's flow, top to bottom. */
export const NAV: readonly NavGroup[] = [
  {
    key: 'home',
    items: [item('home', paths.home, <HomeOutlined />, 'gzt gongzuotai sy shouye home', 'g h')],
  },
  {
    key: 'master',
    label: 'shell.nav.group.master',
    items: [
      item(
        'customers',
        paths.customers,
        <TeamOutlined />,
        'kh kehu customers',
        'g c',
        'customers.read',
      ),
      item(
        'products',
        paths.products,
        <AppstoreOutlined />,
        'cp chanpin products catalogue',
        'g p',
        'products.read',
      ),
      item(
        'imports',
        paths.imports,
        <ImportOutlined />,
        'sjdr shuju daoru imports excel csv',
        'g m',
        'imports.write',
      ),
    ],
  },
  {
    key: 'sales',
    label: 'shell.nav.group.sales',
    items: [
      item('orders', paths.orders, <ShoppingOutlined />, 'dd dingdan orders', 'g o', 'orders.read'),
      item(
        'deliveries',
        paths.deliveries,
        <CarOutlined />,
        'fhqs fahuo qianshou deliveries',
        'g d',
        'deliveries.read',
      ),
      item(
        'returns',
        paths.returns,
        <RollbackOutlined />,
        'th tuihuo returns',
        'g t',
        'deliveries.read',
      ),
    ],
  },
  {
    key: 'settlement',
    label: 'shell.nav.group.settlement',
    items: [
      item(
        'invoices',
        paths.invoices,
        <FileTextOutlined />,
        'fp fapiao invoices',
        'g i',
        'invoices.read',
      ),
      item(
        'receipts',
        paths.receipts,
        <BankOutlined />,
        'skhx shoukuan hexiao receipts allocation',
        'g r',
        'receipts.read',
      ),
      item(
        'desk',
        paths.desk,
        <SwapOutlined />,
        'skhxt shoukuan hexiao tai receipt desk match',
        'g k',
        'receipts.read',
      ),
      item(
        'bank',
        paths.bank,
        <CreditCardOutlined />,
        'yhls yinhang liushui bank statements',
        'g y',
        'bank.read',
      ),
      item(
        'bills',
        paths.bills,
        <FileProtectOutlined />,
        'pj piaoju cdhp chengdui huipiao bills of exchange',
        'g e',
        'receipts.read',
      ),
      item(
        'openItems',
        paths.openItems,
        <FieldTimeOutlined />,
        'wqx weiqingxiang open items debts',
        'g u',
        'receipts.read',
      ),
      item(
        'statements',
        paths.statements,
        <FileDoneOutlined />,
        'dzd duizhangdan statements',
        'g s',
        'statements.read',
      ),
      item(
        'aging',
        paths.aging,
        <BarChartOutlined />,
        'zl zhangling aging ageing',
        'g a',
        'reports.read',
      ),
    ],
  },
  {
    key: 'ledger',
    label: 'shell.nav.group.ledger',
    items: [
      item(
        'vouchers',
        paths.entries,
        <AccountBookOutlined />,
        'pz pingzheng entries vouchers ledger',
        'g v',
        'ledger.read',
      ),
      item(
        'trialBalance',
        paths.trialBalance,
        <TableOutlined />,
        'ssph shisuan pingheng trial balance',
        'g b',
        'ledger.read',
      ),
      item(
        'tieOut',
        paths.tieOut,
        <CheckSquareOutlined />,
        'hd hedui tie out control account',
        undefined,
        'ledger.read',
      ),
      item(
        'periods',
        paths.periods,
        <CalendarOutlined />,
        'qj jz jiezhang qijian periods close',
        undefined,
        'ledger.read',
      ),
    ],
  },
  {
    key: 'system',
    label: 'shell.nav.group.system',
    items: [
      item(
        'jobs',
        paths.jobs,
        <ClockCircleOutlined />,
        'rw renwu houtai jobs background',
        undefined,
        'self.use',
      ),
      item(
        'users',
        paths.users,
        <SolutionOutlined />,
        'yh jsqx yonghu juese users roles departments',
        undefined,
        'users.read',
      ),
      item(
        'settings',
        paths.settings,
        <SettingOutlined />,
        'sz shezhi settings terms rates bank accounts',
        undefined,
        'settings.read',
      ),
      item(
        'audit',
        paths.audit,
        <AuditOutlined />,
        'sj shenji audit log access',
        undefined,
        'audit.read',
      ),
      item(
        'verify',
        paths.verify,
        <SafetyCertificateOutlined />,
        'hy heyan verify proof',
        undefined,
        'system.verify',
      ),
    ],
  },
];

/** The item whose page this address belongs to. */
export function activeKey(pathname: string): string {
  const all = NAV.flatMap((g) => g.items).filter((i) => i.to !== '/');
  const hit = all
    .filter((i) => pathname === i.to || pathname.startsWith(`${i.to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0];
  return hit?.key ?? (pathname === '/' ? 'home' : '');
}

import {
  AccountBookOutlined,
  AppstoreOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  CarOutlined,
  FieldTimeOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FundOutlined,
  HomeOutlined,
  ImportOutlined,
  RollbackOutlined,
  SettingOutlined,
  ShoppingOutlined,
  TeamOutlined,
  UserOutlined,
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
    items: [item('home', paths.home, <HomeOutlined />, 'gzt gongzuotai home dashboard', 'g h')],
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
        <FieldTimeOutlined />,
        'zl zhangling ageing aging overdue',
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
        paths.vouchers,
        <AccountBookOutlined />,
        'pz pingzheng entries vouchers',
        'g l',
        'ledger.read',
      ),
      item(
        'trialBalance',
        paths.trialBalance,
        <FundOutlined />,
        'ssph shisuan pingheng trial balance',
        'g b',
        'ledger.read',
      ),
      item(
        'periods',
        paths.periods,
        <CalendarOutlined />,
        'kjqj qijian periods close',
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
        'imports',
        paths.imports,
        <ImportOutlined />,
        'sjdr daoru import',
        'g m',
        'imports.write',
      ),
      item(
        'settings',
        paths.settings,
        <SettingOutlined />,
        'sz shezhi settings',
        undefined,
        'settings.read',
      ),
      item(
        'users',
        paths.users,
        <UserOutlined />,
        'yhjs yonghu juese users roles',
        undefined,
        'users.read',
      ),
      item('audit', paths.audit, <AuditOutlined />, 'sjjl shenji audit', undefined, 'audit.read'),
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

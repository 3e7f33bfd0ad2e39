import {
  AppstoreOutlined,
  BankOutlined,
  BarChartOutlined,
  CarOutlined,
  FieldTimeOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  HomeOutlined,
  RollbackOutlined,
  ShoppingOutlined,
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
];

/** The item whose page this address belongs to. */
export function activeKey(pathname: string): string {
  const all = NAV.flatMap((g) => g.items).filter((i) => i.to !== '/');
  const hit = all
    .filter((i) => pathname === i.to || pathname.startsWith(`${i.to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0];
  return hit?.key ?? (pathname === '/' ? 'home' : '');
}

import { MenuFoldOutlined, MenuUnfoldOutlined } from '@ant-design/icons';
import { Link, useLocation } from '@tanstack/react-router';
import { Menu, type MenuProps } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/permissions';
import { Brand } from '@/components/ui/brand';
import { activeKey, NAV } from './nav';
import styles from './shell.module.css';

export interface SideNavProps {
  collapsed: boolean;
  onToggle: () => void;
  onNavigate: () => void;
}

export function SideNav({ collapsed, onToggle, onNavigate }: SideNavProps) {
  const { t } = useTranslation();
  const can = useCan();
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  const active = activeKey(pathname);
  useEffect(() => {
    nav.current?.querySelector('.ant-menu-item-selected')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const items = useMemo<MenuProps['items']>(
    () =>
      NAV.map((group) => ({ ...group, items: group.items.filter((i) => can(i.permission)) }))
        .filter((group) => group.items.length > 0)
        .flatMap((group): NonNullable<MenuProps['items']> => {
          const entries = group.items.map((i) => ({
            key: i.key,
            icon: i.icon,
            title: t(i.label),
            label: <Link to={i.to}>{t(i.label)}</Link>,
          }));
          return group.label
            ? [{ key: group.key, type: 'group' as const, label: t(group.label), children: entries }]
            : entries;
        }),
    [t, can],
  );
  return (
    <aside className={styles.sider}>
      <div className={styles.brand}>
        <Link to="/" aria-label={t('common.product')} className={styles.brandLink}>
          <Brand compact={collapsed} />
        </Link>
      </div>
      <nav ref={nav} aria-label={t('shell.menu')} className={styles.nav}>
        <Menu
          mode="inline"
          inlineCollapsed={collapsed}
          selectedKeys={[active]}
          items={items ?? []}
          onClick={onNavigate}
        />
      </nav>
      <button
        type="button"
        className={styles.fold}
        onClick={onToggle}
        aria-label={t(collapsed ? 'shell.expand' : 'shell.collapse')}
      >
        {collapsed ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
        {!collapsed && <span>{t('shell.collapse')}</span>}
      </button>
    </aside>
  );
}

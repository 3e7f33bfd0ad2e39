import 'antd/dist/reset.css';
import './global.css';
import { App, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useLayoutEffect, useMemo, type ReactNode } from 'react';
import { useLocale, type Locale } from '@/lib/i18n';
import { antdTheme } from './antd-theme';
import { applyPalette } from './palette';
import { useReducedMotion, useThemeName } from './use-theme';

const ANTD_LOCALE: Record<Locale, typeof zhCN> = { 'zh-CN': zhCN, 'en-US': enUS };

export function ThemeProvider({ children }: { children: ReactNode }) {
  const name = useThemeName();
  const locale = useLocale();
  const still = useReducedMotion();
  const config = useMemo(() => antdTheme(name, still), [name, still]);
  dayjs.locale(locale === 'zh-CN' ? 'zh-cn' : 'en');
  useLayoutEffect(() => applyPalette(name), [name]);

  return (
    <ConfigProvider
      theme={config}
      locale={ANTD_LOCALE[locale]}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: RequiredMark, scrollToFirstError: true }}
    >
      <App component={false} message={{ maxCount: 1 }} notification={{ placement: 'bottomRight' }}>
        {children}
      </App>
    </ConfigProvider>
  );
}

function RequiredMark(label: ReactNode, { required }: { required: boolean }) {
  return (
    <>
      {label}
      {required && <span className="jq-required">*</span>}
    </>
  );
}

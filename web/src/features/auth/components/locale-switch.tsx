import { Button } from 'antd';
import { setLocale, useLocale } from '@/lib/i18n';

export function LocaleSwitch() {
  const locale = useLocale();
  const next = locale === 'zh-CN' ? 'en-US' : 'zh-CN';
  return (
    <Button type="text" size="small" lang={next} onClick={() => void setLocale(next)}>
      {next === 'en-US' ? 'English' : '简体中文'}
    </Button>
  );
}

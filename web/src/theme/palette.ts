/** Every colour of the product, light and dark. antd tokens and the CSS variables come from here. */

export type ThemeName = 'light' | 'dark';
export type ThemeChoice = ThemeName | 'system';

export interface Palette {
  accent: string;
  accentHover: string;
  accentSoft: string;
  accentSoftBorder: string;
  canvas: string;
  surface: string;
  raised: string;
  sunken: string;
  hover: string;
  line: string;
  lineSoft: string;
  text: string;
  textSoft: string;
  textFaint: string;
  success: string;
  warning: string;
  danger: string;
  info: string;
  successSoft: string;
  warningSoft: string;
  dangerSoft: string;
  infoSoft: string;
  neutralSoft: string;
  focus: string;
  shadow: string;
  series: readonly string[];
  /** Seven steps of ageing: not due, then later and later. */
  ageing: readonly string[];
}

export const PALETTES: Record<ThemeName, Palette> = {
  light: {
    accent: '#0d6b6a',
    accentHover: '#0f8280',
    accentSoft: '#e6f2f1',
    accentSoftBorder: '#b5dad7',
    canvas: '#f4f6f7',
    surface: '#ffffff',
    raised: '#ffffff',
    sunken: '#f8fafa',
    hover: '#f1f5f5',
    line: '#e1e6e8',
    lineSoft: '#edf0f2',
    text: '#182126',
    textSoft: '#4a575f',
    textFaint: '#5f6c74',
    success: '#2b7537',
    warning: '#945800',
    danger: '#c4342b',
    info: '#2b63b8',
    successSoft: '#e8f4ea',
    warningSoft: '#fdf2df',
    dangerSoft: '#fcebe9',
    infoSoft: '#e8f0fb',
    neutralSoft: '#eef1f3',
    focus: 'rgba(13, 107, 106, 0.22)',
    shadow: '0 1px 2px rgba(20, 32, 38, 0.05)',
    series: [
      '#0d7d7b',
      '#5877b8',
      '#d1913c',
      '#8d6bb1',
      '#5f9e6e',
      '#c2605a',
      '#7b8a93',
      '#3aa6b9',
    ],
    ageing: ['#2f8f8b', '#e6c46c', '#e0a04a', '#d67d3e', '#c75a3a', '#a93c3a', '#74283a'],
  },
  dark: {
    accent: '#35aaa3',
    accentHover: '#4fc1ba',
    accentSoft: '#12312f',
    accentSoftBorder: '#1f5450',
    canvas: '#0f1416',
    surface: '#161c1f',
    raised: '#1d2529',
    sunken: '#12181a',
    hover: '#1c2427',
    line: '#2a3438',
    lineSoft: '#222b2f',
    text: '#e4eaec',
    textSoft: '#a3b0b6',
    textFaint: '#8b98a0',
    success: '#5fb86d',
    warning: '#e0a244',
    danger: '#ec7268',
    info: '#6c9fe8',
    successSoft: '#16291b',
    warningSoft: '#30240f',
    dangerSoft: '#351b19',
    infoSoft: '#17253a',
    neutralSoft: '#232c30',
    focus: 'rgba(53, 170, 163, 0.32)',
    shadow: '0 1px 2px rgba(0, 0, 0, 0.4)',
    series: [
      '#3fb3ab',
      '#7f9fe0',
      '#e0ac5d',
      '#b092d6',
      '#7fc08e',
      '#e0817b',
      '#8f9ea6',
      '#5cc3d6',
    ],
    ageing: ['#3fa69f', '#e2c775', '#dda552', '#d88549', '#d0654a', '#bb5052', '#9a4763'],
  },
};

export const FONT =
  "'Inter Variable', Inter, 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Hiragino Sans GB', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

const kebab = (name: string) => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

/** Palette → `--jq-…` on the root element, for the CSS modules. */
export function applyPalette(name: ThemeName): void {
  const root = document.documentElement;
  root.dataset.theme = name;
  root.style.colorScheme = name;
  root.style.removeProperty('background');
  for (const [key, value] of Object.entries(PALETTES[name])) {
    if (typeof value === 'string') root.style.setProperty(`--jq-${kebab(key)}`, value);
  }
}

/** "Chrome · Windows" from a user agent; the whole text where it is no browser. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger\//, '微信'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/(HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/Version\/\S+ .*Safari\//, 'Safari'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

export function browserOf(agent: string): string {
  const name = (list: readonly [RegExp, string][]) => list.find(([mark]) => mark.test(agent))?.[1];
  const found = [name(BROWSERS), name(SYSTEMS)].filter(Boolean);
  return found.length > 0 ? found.join(' · ') : agent;
}

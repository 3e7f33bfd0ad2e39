/** Where to go after login: only addresses of this application, never another host. */
export function safeReturn(text: string | undefined): string {
  if (!text || !text.startsWith('/') || text.startsWith('//') || text.includes('\\')) return '/';
  return text.startsWith('/login') || text.startsWith('/setup') ? '/' : text;
}

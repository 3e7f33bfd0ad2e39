export type Strength = 'weak' | 'fair' | 'good' | 'strong';

/** A rough guide for the person typing; the server has the last word. */
export function passwordStrength(password: string): Strength {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((k) => k.test(password)).length;
  const distinct = new Set(password).size;
  if (password.length < 10 || distinct < 5) return 'weak';
  const score = password.length + kinds * 2 + (distinct > 9 ? 2 : 0);
  if (score >= 24) return 'strong';
  return score >= 18 ? 'good' : 'fair';
}

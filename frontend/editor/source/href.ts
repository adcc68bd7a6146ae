// Which addresses may stand in an article: the same rule as `Href::parse` of prose, whose answer counts.

const MAX = 4096;
// Control characters, backslashes and marks of direction deceive about where a link leads.
const DECEPTIVE = /[\u0000-\u001f\u007f-\u009f\\\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;

export function isHref(text: string): boolean {
  if (text === '' || text.trim() !== text || new TextEncoder().encode(text).length > MAX || DECEPTIVE.test(text)) return false;
  if (text.startsWith('#') || (text.startsWith('/') && !text.startsWith('//'))) return true;
  const colon = text.indexOf(':');
  if (colon < 0 || !/^[a-z0-9+.-]*$/iu.test(text.slice(0, colon))) return false;
  const rest = text.slice(colon + 1);
  switch (text.slice(0, colon).toLowerCase()) {
    case 'http':
    case 'https':
      return /^\/\/[^/?# ]/u.test(rest);
    case 'mailto':
      return rest.includes('@');
    case 'tel':
      return /\d/u.test(rest);
    default:
      return false;
  }
}

/** What a person typed, as an address: blanks go, and a bare host gets its scheme. */
export function readHref(typed: string): string | null {
  const text = typed.trim().replaceAll(' ', '%20');
  if (isHref(text)) return text;
  if (/^[\w.-]+@[\w-]+\.[\w.-]+$/u.test(text)) return `mailto:${text}`;
  const whole = /^[\w-]+(\.[\w-]+)+([/?#:].*)?$/u.test(text) ? `https://${text}` : '';
  return isHref(whole) ? whole : null;
}

/** Whether what is pasted is one address and nothing else. */
export function isWholeAddress(text: string): boolean {
  return /^https?:\/\/\S+$/u.test(text.trim()) && isHref(text.trim());
}

// Things of other sites: the same allow-list and shapes as `Provider` and `EmbedRef` of prose.

export interface EmbedRef {
  provider: string;
  ref: string;
}

const DEGREES = /^-?\d{1,3}(\.\d{1,8})?$/u;

function isDegrees(text: string | undefined, most: number): boolean {
  return text !== undefined && DEGREES.test(text) && Math.abs(Number(text)) <= most;
}

const SHAPES: Record<string, (ref: string) => boolean> = {
  youtube: (ref) => /^[\w-]{11}$/u.test(ref),
  vimeo: (ref) => /^\d{1,12}(\/[0-9a-f]{6,20})?$/u.test(ref),
  openstreetmap: (ref) => {
    const [zoom, latitude, longitude, ...more] = ref.split('/');
    return /^\d{1,2}$/u.test(zoom ?? '') && Number(zoom) <= 20 && isDegrees(latitude, 90) && isDegrees(longitude, 180) && more.length === 0;
  },
  google_maps: (ref) => {
    const [latitude, longitude, ...more] = ref.split(',');
    return isDegrees(latitude, 90) && isDegrees(longitude, 180) && more.length === 0;
  },
};

export const PROVIDERS: Record<string, string> = {
  youtube: 'YouTube',
  vimeo: 'Vimeo',
  openstreetmap: 'OpenStreetMap',
  google_maps: 'Google Maps',
};

export function isEmbed({ provider, ref }: EmbedRef): boolean {
  return SHAPES[provider]?.(ref) ?? false;
}

const first = (path: string): string => path.split(/[?&/#]/u)[0] ?? '';

function place(path: string): string {
  const found = /(?:\/@|^maps\?q=|^maps\/search\/\?api=1&query=)(.*)$/u.exec(path);
  return (found?.[1] ?? '').split(/[,/&]/u).slice(0, 2).join(',');
}

/** The thing that an address of a provider shows. */
export function embedOf(address: string): EmbedRef | null {
  const [, host, path] = /^(?:https?:)?\/\/([^/]+)\/(.*)$/u.exec(address.trim()) ?? [];
  if (host === undefined || path === undefined) return null;
  const made = read(host.toLowerCase().replace(/^(www\.|m\.)+/u, ''), path);
  return made && isEmbed(made) ? made : null;
}

function read(host: string, path: string): EmbedRef | null {
  switch (host) {
    case 'youtube.com':
    case 'youtube-nocookie.com': {
      const id = /^(?:watch\?(?:.*&)?v=|embed\/|shorts\/|live\/)(.*)$/u.exec(path)?.[1];
      return { provider: 'youtube', ref: first(id ?? '') };
    }
    case 'youtu.be':
      return { provider: 'youtube', ref: first(path) };
    case 'vimeo.com':
      return { provider: 'vimeo', ref: (path.split(/[?#]/u)[0] ?? '').replace(/\/+$/u, '') };
    case 'player.vimeo.com':
      return { provider: 'vimeo', ref: first(path.replace(/^video\//u, '')) };
    case 'openstreetmap.org':
      return { provider: 'openstreetmap', ref: (path.split('#map=')[1] ?? '').split('&')[0] ?? '' };
    case 'google.com':
    case 'maps.google.com':
    case 'google.com.vn':
      return { provider: 'google_maps', ref: place(path) };
    default:
      return null;
  }
}

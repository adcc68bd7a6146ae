// What editor and server say to each other.

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Fields = Record<string, Json>;
export type StepJson = Record<string, Json>;

export interface Commit {
  version: number;
  client: string;
  batch: string;
  account: number | null;
  name: string;
  at: number;
  steps: StepJson[];
  fields: Fields | null;
  checksum: string;
}

export interface Peer {
  client: string;
  account: number;
  name: string;
  anchor: number | null;
  head: number | null;
  version: number;
}

export interface Batch {
  type: 'batch';
  client: string;
  batch: string;
  version: number;
  attempt: number;
  steps: StepJson[];
  fields: Fields | null;
}

export type RefusedCode = 'denied' | 'invalid' | 'too_large' | 'signed_out' | 'gone' | 'full' | 'away' | 'schema';

export type Sent =
  | { type: 'hello'; client: string; version: number; schema: number }
  | Batch
  | { type: 'presence'; anchor: number; head: number; version: number }
  | { type: 'ping' };

export type Told =
  | { type: 'welcome'; version: number; commits: Commit[]; peers: Peer[] }
  | { type: 'reload'; reason: string }
  | { type: 'ack'; batch: string; version: number; checksum: string; commits?: Commit[] }
  | { type: 'reject'; batch: string; version: number; commits: Commit[] }
  | { type: 'refused'; batch: string | null; code: RefusedCode; message: string }
  | { type: 'commits'; commits: Commit[] }
  | { type: 'peers'; peers: Peer[] }
  | { type: 'pong' };

export interface MediaInfo {
  id: number;
  name: string;
  kind: string;
  src: string;
  srcset: string;
  width: number;
  height: number;
  alt: string;
  size: number;
  mime: string;
}

export interface PageInfo {
  id: number;
  title: string;
  url: string;
  date?: string;
}

export interface Boot {
  article: number;
  version: number;
  schema: number;
  doc: Json;
  checksum: string;
  fields: Fields;
  sections: { slug: string; name: string }[];
  me: { account: number; name: string };
  may: { write: boolean; publish: boolean };
  base: number;
  live: number | null;
  media: Record<string, MediaInfo>;
  pages: Record<string, PageInfo>;
  labels: Record<string, string>;
  live_url?: string | null;
  form?: string;
  language?: string;
}

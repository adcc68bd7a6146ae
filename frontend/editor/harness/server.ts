// The editor's page without the site: its markup, and the contract with the server, in memory. Journeys of the tests steer it
// below /thu/{article}/: what the state is, what a second writer does, what goes wrong.

import { readFileSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Node } from 'prosemirror-model';
import { type WebSocket, WebSocketServer } from 'ws';

import { SCHEMA_VERSION, schema } from '../source/schema';
import type { Batch, Boot, Json, Peer, Sent, Told } from '../source/wire';
import { Authority } from '../test/authority';
import { Forms, type Plan } from './forms';
import { EMPTY, FULL, MEDIA, PAGES, SECTIONS } from './samples';

const HERE = dirname(fileURLToPath(import.meta.url));
const data = JSON.parse(readFileSync(join(HERE, 'data.json'), 'utf8')) as {
  manifest: { script: string; style: string };
  words: Record<string, { vi: string; en: string }>;
  plan: Plan;
  template: string;
};
const labels = Object.fromEntries(Object.entries(data.words).map(([name, { vi }]) => [name, vi]));
const TYPES: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-src 'self'; frame-ancestors 'self'";

interface Member {
  socket: WebSocket;
  client: string;
  account: number;
  peer: Peer;
}

class Room {
  authority: Authority;
  members = new Set<Member>();
  /** What every batch is answered with instead, as a status. */
  refuse: string | null = null;
  isDeaf = false;
  latency = 0;
  pasted: { html: string }[] = [];

  constructor(doc: Json, fields: Record<string, Json>) {
    this.authority = new Authority(doc, fields);
  }

  tell(member: Member, told: Told): void {
    setTimeout(() => member.socket.readyState === 1 && member.socket.send(JSON.stringify(told)), this.latency);
  }

  batch(batch: Batch, account: number): Told {
    if (this.refuse) return { type: 'refused', batch: batch.batch, code: this.refuse as 'full', message: 'Máy chủ không nhận.' };
    const before = this.authority.version;
    const told = this.authority.submit(batch, { account, name: account === 3 ? 'Lan' : 'Minh' });
    const fresh = this.authority.after(before);
    if (fresh.length > 0) {
      for (const member of this.members) if (member.client !== batch.client) this.tell(member, { type: 'commits', commits: fresh });
    }
    return told;
  }

  peers(): void {
    for (const member of this.members) this.tell(member, { type: 'peers', peers: [...this.members].map(({ peer }) => peer) });
  }

  hear(member: Member, sent: Sent): void {
    if (this.isDeaf) return;
    if (sent.type === 'hello') {
      member.client = sent.client;
      member.peer = { client: sent.client, account: member.account, name: 'Lan', anchor: null, head: null, version: sent.version };
      if (sent.version > this.authority.version) return this.tell(member, { type: 'reload', reason: 'unknown' });
      this.tell(member, { type: 'welcome', version: this.authority.version, commits: this.authority.after(sent.version), peers: [] });
      this.peers();
    } else if (sent.type === 'batch') this.tell(member, this.batch(sent, member.account));
    else if (sent.type === 'ping') this.tell(member, { type: 'pong' });
    else {
      Object.assign(member.peer, { anchor: sent.anchor, head: sent.head, version: sent.version });
      this.peers();
    }
  }
}

const rooms = new Map<number, Room>();

function room(id: number, isFull = false): Room {
  const known = rooms.get(id);
  if (known) return known;
  const fields = { title: isFull ? 'Khánh thành nhà văn hóa thôn Đông' : '', lead: '', section: '', byline_name: '', byline_office: '', picture: null, picture_alt: '', picture_caption: '', attachments: [] };
  const made = new Room((isFull ? FULL : EMPTY) as Json, fields);
  rooms.set(id, made);
  return made;
}

function boot(id: number, { authority }: Room): Boot {
  return {
    article: id, version: authority.version, schema: SCHEMA_VERSION, doc: authority.doc.toJSON() as Json, checksum: authority.sum, fields: authority.fields,
    sections: SECTIONS, me: { account: 3, name: 'Lan' }, may: { write: true, publish: false }, base: 1, live: null,
    media: MEDIA, pages: PAGES, labels, live_url: null, form: `/bien-tap/bai-viet/${id}`, language: 'vi',
  };
}

function page(id: number, found: Room): string {
  const json = JSON.stringify(boot(id, found)).replaceAll('<', '\\u003c');
  const { script, style } = data.manifest;
  const words = { heading: String(found.authority.fields['title'] || labels['untitled']), script: `/pkg/${script}`, style: `/pkg/${style}` };
  return new Forms(data.plan, labels).page(data.template, { boot: json, body: '<p>…</p>' }, words);
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, content: string | Buffer, type: string): void {
  response.writeHead(status, { 'content-type': type, 'content-security-policy': POLICY, 'cache-control': 'no-store' });
  response.end(content);
}

const json = (response: ServerResponse, value: unknown, status = 200): void => send(response, status, JSON.stringify(value), 'application/json');

const STATUSES: Record<string, number> = { signed_out: 401, denied: 403, gone: 404, too_large: 413, invalid: 422, away: 503, full: 507 };

async function editing(request: IncomingMessage, response: ServerResponse, id: number, rest: string, query: URLSearchParams): Promise<void> {
  const found = room(id, query.get('mau') === 'day');
  if (rest === '') return send(response, 200, page(id, found), 'text/html; charset=utf-8');
  if (rest === '/buoc' && request.method === 'POST') {
    const told = found.batch(JSON.parse(await body(request)) as Batch, 3);
    return json(response, told, told.type === 'ack' ? 200 : told.type === 'reject' ? 409 : told.type === 'refused' ? (STATUSES[told.code] ?? 500) : 410);
  }
  if (rest === '/buoc') {
    if (found.refuse === 'signed_out') return json(response, { type: 'refused', batch: null, code: 'signed_out', message: '' }, 401);
    const version = Number(query.get('tu'));
    if (version > found.authority.version) return json(response, { type: 'reload', reason: 'unknown' }, 410);
    return json(response, { version: found.authority.version, commits: found.authority.after(version), peers: [] });
  }
  if (rest === '/ban') return json(response, boot(id, found));
  if (rest === '/phien-ban') return json(response, { article_version: 2 });
  if (rest === '/kiem') return json(response, { version: found.authority.version, findings: check(found.authority.doc) });
  if (rest === '/xem') return send(response, 200, `<!doctype html><html lang="vi"><title>Xem</title><link rel="stylesheet" href="/site.css"><main><h1>${String(found.authority.fields['title'])}</h1><p>${found.authority.doc.textContent}</p></main></html>`, 'text/html; charset=utf-8');
  if (rest === '/dan') {
    const { html } = JSON.parse(await body(request)) as { html: string };
    found.pasted.push({ html });
    if (found.refuse) return json(response, {}, 503);
    const words = html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/gu, '').trim();
    const doc = { type: 'doc', attrs: { footnotes: {} }, content: [{ type: 'heading', attrs: { id: null, level: 2 }, content: [{ type: 'text', text: 'Dán' }] }, { type: 'paragraph', attrs: { id: null }, content: [{ type: 'text', text: words }] }] };
    const repaired = html.includes('.VnTime') ? { name: 'TCVN3', sample_before: 'TiÕng ViÖt', sample_after: 'Tiếng Việt' } : null;
    return json(response, { doc, plain: repaired ? doc : null, repaired, missing_images: html.includes('<img') ? 1 : 0 });
  }
  send(response, 404, '', 'text/plain');
}

/** Pictures without words, as the real check finds them, too. */
function check(doc: Node): unknown[] {
  const found: unknown[] = [];
  doc.descendants((node, pos) => {
    if (node.type.name !== 'figure' || node.attrs['alt'] !== '' || node.attrs['decorative']) return;
    const steps = [{ stepType: 'attr', pos, attr: 'decorative', value: true }];
    found.push({ kind: 'alt', severity: 'error', text: 'Ảnh chưa có mô tả.', block: node.attrs['id'], footnote: null, from: null, to: null, fix: { label: 'Đánh dấu ảnh trang trí', steps } });
  });
  return found;
}

async function steer(request: IncomingMessage, response: ServerResponse, id: number, deed: string): Promise<void> {
  const found = room(id);
  const text = await body(request);
  const told = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  const { authority } = found;
  if (deed === 'refuse') found.refuse = (told['code'] as string | null) ?? null;
  if (deed === 'latency') found.latency = Number(told['ms']);
  if (deed === 'deaf') found.isDeaf = Boolean(told['on']);
  if (deed === 'doc') found.authority = Object.assign(new Authority(told['doc'], authority.fields), {});
  if (deed === 'restart') for (const member of found.members) member.socket.terminate();
  if (deed === 'write') {
    // A second writer, always up to date.
    const { steps, fields } = told as { steps: Batch['steps']; fields?: Batch['fields'] };
    const batch = `f000000000000000-${Math.random()}`;
    const answer = found.batch({ type: 'batch', client: 'f000000000000000', batch, version: authority.version, attempt: 0, steps, fields: fields ?? null }, 4);
    return json(response, answer);
  }
  const { doc, fields, version, sum } = found.authority;
  json(response, { doc: doc.toJSON() as Json, fields, version, sum, text: doc.textBetween(0, doc.content.size, '\n', ' '), pasted: found.pasted });
}

function library(response: ServerResponse, path: string, query: URLSearchParams): void {
  if (path === '/bien-tap/tep/tin') {
    const ids = (query.get('id') ?? '').split(',');
    return json(response, Object.fromEntries(ids.flatMap((id) => (MEDIA[id] ? [[id, MEDIA[id]]] : []))));
  }
  if (path === '/bien-tap/trang') return json(response, Object.values(PAGES).filter(({ title }) => title.toLowerCase().includes((query.get('q') ?? '').toLowerCase())));
  const cards = Object.values(MEDIA).map(({ id, name }) => `<li class="library__card"><span class="library__title">${name}</span><p class="desk-state">${id} <button class="button button--plain" type="button" hidden aria-label="Chọn: ${name}" data-choose="${id}" data-name="${name}" data-alt="" data-caption="">Chọn</button></p></li>`);
  send(response, 200, `<main><div data-chooser=""><div class="field"><label class="field__label" for="chon-tim">Tìm tệp</label><input class="field__control" id="chon-tim" name="tim" type="search"></div><ul class="library">${cards.join('')}</ul></div></main>`, 'text/html; charset=utf-8');
}

let sending = 0;

async function upload(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await body(request);
  if (request.method === 'POST') {
    sending += 1;
    return json(response, { id: `a${sending}`, received: 0, size: 10, file: null });
  }
  json(response, { id: 'a', received: 10, size: 10, file: { id: 5, name: 'le-hoi.jpg', already: false, picture: true } }, 201);
}

function file(response: ServerResponse, path: string): void {
  const from = path.startsWith('/pkg/') ? join(HERE, '..', path) : join(HERE, path);
  try {
    send(response, 200, readFileSync(from), TYPES[extname(path)] ?? 'application/octet-stream');
  } catch {
    send(response, 404, '', 'text/plain');
  }
}

const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="675"><rect width="1200" height="675" fill="#7a9e9f"/><circle cx="900" cy="180" r="90" fill="#f2d492"/><path d="M0 675 400 300l250 230 170-130 380 275z" fill="#33534f"/></svg>';

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname;
  const article = /^\/bien-tap\/bai-viet\/(\d+)\/soan(\/.*)?$/u.exec(path);
  const deed = /^\/thu\/(\d+)\/([a-z]+)$/u.exec(path);
  if (article) void editing(request, response, Number(article[1]), article[2] ?? '', url.searchParams);
  else if (deed) void steer(request, response, Number(deed[1]), deed[2] ?? '');
  else if (path.startsWith('/bien-tap/tep/phan')) void upload(request, response);
  else if (path.startsWith('/bien-tap/tep/') || path === '/bien-tap/trang') library(response, path, url.searchParams);
  else if (path.startsWith('/tep/')) send(response, 200, PICTURE, 'image/svg+xml');
  else if (path === '/bien-tap') send(response, 200, '<!doctype html><html lang="vi"><title>Bàn</title><p>Bàn biên tập</p></html>', 'text/html; charset=utf-8');
  else file(response, path);
});

const sockets = new WebSocketServer({ server });
sockets.on('connection', (socket, request) => {
  const id = Number(/bai-viet\/(\d+)\/soan\/kenh/u.exec(request.url ?? '')?.[1]);
  const found = room(id);
  const member: Member = { socket, client: '', account: 3, peer: { client: '', account: 3, name: 'Lan', anchor: null, head: null, version: 0 } };
  found.members.add(member);
  socket.on('message', (message) => found.hear(member, JSON.parse(String(message)) as Sent));
  socket.on('close', () => {
    found.members.delete(member);
    found.peers();
  });
});

const port = Number(process.env['PORT'] ?? 4177);
server.listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}/bien-tap/bai-viet/12/soan`));
export { schema };

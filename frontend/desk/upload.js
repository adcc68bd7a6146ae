// Sends files in pieces, several at once, and goes on where a cut line or a reload stopped it. All words stand in the
// page: in the zone's data attributes and its template.

// Files in flight, the bytes of a piece, and the waits before a piece is sent again, in milliseconds.
const AT_ONCE = 3;
const PIECE = 1024 * 1024;
const WAITS = [500, 1000, 2000, 4000, 8000];

class Refused extends Error {}

/** Tells a file from others of its name and size. Without TLS a browser offers no hashes; then its date must do. */
async function markOf(file) {
  const first = await file.slice(0, PIECE).arrayBuffer();
  const digest = crypto.subtle ? new Uint8Array(await crypto.subtle.digest('SHA-256', first)) : [];
  return `${file.lastModified} ${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The answer as data; what the server refuses for good becomes an error that is shown in its words. */
async function answer(response) {
  if (response.ok) {
    return response.json();
  }
  const words = await response.text();
  // These may be otherwise soon: a conflict, a place that was lost, a server that starts anew.
  if ([404, 409, 429, 502, 503, 504].includes(response.status)) {
    throw new Error(words);
  }
  throw new Refused(words);
}

class Zone {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.input = root.querySelector('input[type=file]');
    this.list = root.querySelector('[data-upload-list]');
    this.template = root.querySelector('template');
    this.summary = root.querySelector('[data-upload-summary]');
    this.rows = [];
    this.running = 0;
    // In a form that may not be changed nothing is sent either.
    if (this.input.matches(':disabled')) return;
    root.hidden = false;
    for (const part of root.querySelectorAll('[data-with-script]')) part.hidden = false;
    for (const part of root.querySelectorAll('[data-without-script]')) part.hidden = true;
    this.input.addEventListener('change', () => {
      this.add(this.input.files);
      this.input.value = '';
    });
    root.addEventListener('submit', (event) => event.preventDefault());
    root.addEventListener('dragover', (event) => {
      event.preventDefault();
      root.toggleAttribute('data-over', true);
    });
    root.addEventListener('dragleave', (event) => {
      if (!root.contains(event.relatedTarget)) root.removeAttribute('data-over');
    });
    root.addEventListener('drop', (event) => {
      event.preventDefault();
      root.removeAttribute('data-over');
      this.add(event.dataTransfer.files);
    });
    addEventListener('online', () => this.rows.filter((row) => row.state === 'failed').forEach((row) => row.again()));
  }

  add(files) {
    for (const file of files) {
      this.rows.push(new Row(this, file));
    }
    this.next();
  }

  next() {
    for (const row of this.rows) {
      if (this.running >= AT_ONCE) break;
      if (row.state === 'waiting') {
        this.running += 1;
        row.send().finally(() => {
          this.running -= 1;
          this.next();
        });
      }
    }
    this.tell();
  }

  tell() {
    const wanted = this.rows.filter((row) => row.state !== 'cancelled');
    const done = wanted.filter((row) => row.state === 'done').length;
    this.summary.textContent = this.words.summary.replace('{n}', done).replace('{m}', wanted.length);
  }

  /** Writes a file's number into the field that the zone names. */
  use(file) {
    const field = this.words.into && document.getElementById(this.words.into);
    if (!field) return;
    const onlyOne = 'one' in this.words;
    if (onlyOne && !file.picture) return;
    const numbers = (onlyOne ? '' : field.value).split(/[\s,]+/).filter(Boolean);
    if (!numbers.includes(String(file.id))) numbers.push(file.id);
    field.value = numbers.join(', ');
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

class Row {
  constructor(zone, file) {
    this.zone = zone;
    this.file = file;
    const row = zone.template.content.firstElementChild.cloneNode(true);
    this.element = row;
    this.bar = row.querySelector('progress');
    this.said = row.querySelector('[data-upload-state]');
    this.cancelButton = row.querySelector('[data-upload-cancel]');
    this.againButton = row.querySelector('[data-upload-again]');
    row.querySelector('[data-upload-name]').textContent = file.name;
    this.bar.setAttribute('aria-label', file.name);
    for (const button of [this.cancelButton, this.againButton]) {
      button.setAttribute('aria-label', `${button.textContent}: ${file.name}`);
    }
    this.cancelButton.addEventListener('click', () => this.cancel());
    this.againButton.addEventListener('click', () => this.again());
    zone.list.append(row);
    this.show('waiting', zone.words.waiting);
  }

  show(state, words) {
    this.state = state;
    this.said.textContent = words;
    const ended = state === 'done' || state === 'cancelled';
    this.bar.hidden = ended;
    const mayGoOn = ['failed', 'refused', 'broken'].includes(state);
    this.againButton.hidden &&= !mayGoOn;
    // A button that goes away with the keyboard on it would leave the keyboard nowhere.
    const { activeElement } = document;
    if ((ended && activeElement === this.cancelButton) || (!mayGoOn && activeElement === this.againButton)) {
      (ended ? this.zone.input : this.cancelButton).focus();
    }
    this.cancelButton.hidden = ended;
    this.againButton.hidden = !mayGoOn;
    this.zone.tell();
  }

  progress(received) {
    const part = Math.floor((received / this.file.size) * 100);
    this.bar.value = part;
    const words = received < this.file.size ? this.zone.words.sending : this.zone.words.checking;
    this.show('sending', words.replace('{n}', part));
  }

  cancel() {
    this.show('cancelled', this.zone.words.cancelled);
    this.stop?.abort();
    this.wake?.();
    this.forget();
    this.zone.next();
  }

  /** Tells the server to drop what it has, even if the page is left at once. */
  forget() {
    if (!this.id) return;
    fetch(`${this.zone.words.upload}/${this.id}`, { method: 'DELETE', keepalive: true }).catch(() => {});
  }

  again() {
    if (this.state === 'broken') {
      this.wake?.();
      return;
    }
    this.show('waiting', this.zone.words.waiting);
    this.zone.next();
  }

  async send() {
    this.stop = new AbortController();
    let tries = 0;
    this.show('sending', this.zone.words.sending.replace('{n}', this.bar.value));
    while (this.state !== 'cancelled') {
      const before = this.received ?? 0;
      try {
        this.finish(await this.go());
        return;
      } catch (error) {
        if (this.state === 'cancelled') return;
        if (error instanceof Refused) {
          this.show('refused', error.message);
          return;
        }
        // What got further is on a line that works now and then.
        tries = (this.received ?? 0) > before ? 1 : tries + 1;
        if (tries > WAITS.length) {
          this.show('failed', this.zone.words.failed);
          return;
        }
        this.show('broken', this.zone.words.broken);
        await new Promise((resolve) => {
          this.wake = resolve;
          setTimeout(resolve, WAITS[tries - 1]);
        });
      }
    }
  }

  /** Asks how far the server is and sends the rest; what the server says at the end. */
  async go() {
    const { file, zone } = this;
    const { signal } = this.stop;
    this.mark ??= await markOf(file);
    const about = new URLSearchParams({ name: file.name, size: file.size, mark: this.mark });
    // This is never cut short: who begins must learn the number by which it can be given up.
    let told = await answer(await fetch(zone.words.upload, { method: 'POST', body: about }));
    this.id = told.id;
    if (this.state === 'cancelled') this.forget();
    for (;;) {
      if (this.state === 'cancelled') throw new Error();
      this.received = told.received;
      this.progress(told.received);
      const piece = file.slice(told.received, told.received + PIECE);
      const headers = { 'upload-offset': String(told.received) };
      told = await answer(await fetch(`${zone.words.upload}/${told.id}`, { method: 'PUT', body: piece, headers, signal }));
      if (told.file) return told.file;
    }
  }

  finish(file) {
    const { words } = this.zone;
    const link = document.createElement('a');
    link.href = `${words.files}/${file.id}`;
    link.textContent = file.name;
    const name = this.element.querySelector('[data-upload-name]');
    name.replaceChildren(link);
    // What is typed in a form beside must not be left by a click.
    if (words.into) link.target = '_blank';
    this.show('done', (file.already ? words.already : words.done).replace('{n}', file.id));
    this.zone.use(file);
  }
}

for (const root of document.querySelectorAll('[data-upload]')) {
  new Zone(root);
}

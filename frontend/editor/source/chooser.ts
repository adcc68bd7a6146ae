// Files: from the library, or sent from this device. The list is that of the library's own page.

import type { Context } from './context';
import { insertBlock, openers } from './commands';
import type { Opened } from './dialogs';
import { kind } from './schema';
import { insertFiles, nodeFor, send } from './upload';
import { element, find, word } from './words';

export interface Chosen {
  id: number;
  name: string;
  picture: boolean;
}

type Kind = 'anh' | null;

/** Shows the part of the library's page that holds the files. */
async function show({ place }: Opened, address: string): Promise<void> {
  place.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const part = response.ok ? page.querySelector('[data-chooser]') : null;
    if (!part) throw new Error(String(response.status));
    for (const button of part.querySelectorAll<HTMLElement>('[data-choose]')) button.hidden = false;
    place.replaceChildren(document.adoptNode(part));
  } catch {
    place.textContent = word('chooser_failed');
  }
  place.removeAttribute('aria-busy');
}

/** Lets a file be chosen. `sent` takes files of this device; where there is none, the first one is sent here. */
export function chooseFile(context: Context, of: Kind, done: (chosen: Chosen) => void, sent?: (files: File[]) => void): void {
  const address = (more: string): string => `/bien-tap/tep/chon?${of ? `loai=${of}` : ''}${more}`;
  context.dialogs.open('chooser', {}, () => true, (opened) => {
    const { dialog, place } = opened;
    const input = find<HTMLInputElement>('[name=files]', dialog);
    input.accept = of ? 'image/*' : '';
    // The dialog stays until the file can be shown, so that what is typed next follows it.
    const known = async (chosen: Chosen): Promise<void> => {
      place.setAttribute('aria-busy', 'true');
      await context.library.load([chosen.id]).catch(() => {});
      place.removeAttribute('aria-busy');
      if (opened.close()) done(chosen);
    };
    const take = async (): Promise<void> => {
      const files = [...(input.files ?? [])];
      if (sent) {
        opened.close();
        sent(files);
        return;
      }
      for (const file of files.slice(0, 1)) {
        try {
          await known(await send(file, (n) => opened.problem(word('upload_wait', { name: file.name, n }))));
        } catch (error) {
          opened.problem(word('upload_failed', { name: file.name, why: error instanceof Error ? error.message : '' }));
        }
      }
    };
    input.onchange = () => void take();
    place.onclick = (event) => {
      const target = event.target as HTMLElement;
      const button = target.closest<HTMLElement>('[data-choose]');
      const link = target.closest<HTMLAnchorElement>('a[href]');
      if (button || link) event.preventDefault();
      if (link) void show(opened, link.href);
      const { choose, name } = button?.dataset ?? {};
      if (!choose) return;
      void known({ id: Number(choose), name: name ?? '', picture: of === 'anh' });
    };
    place.onsubmit = (event) => {
      event.preventDefault();
      const words = new FormData(event.target as HTMLFormElement).get('tim');
      void show(opened, address(`&tim=${encodeURIComponent(typeof words === 'string' ? words : '')}`));
    };
    // A form in a form is none, so Enter in the search is caught here.
    place.onkeydown = (event) => {
      const field = event.target as HTMLInputElement;
      if (event.key !== 'Enter' || field.name !== 'tim') return;
      event.preventDefault();
      void show(opened, address(`&tim=${encodeURIComponent(field.value)}`));
    };
    void show(opened, address(''));
  });
}

function insert(context: Context, chosen: Chosen): void {
  const info = context.library.file(chosen.id);
  const picture = chosen.picture || (info?.width ?? 0) > 0;
  insertBlock(nodeFor({ id: chosen.id, picture }, info))(context.view.state, context.view.dispatch);
  context.view.focus();
  context.say(word('said_added', { name: chosen.name }));
}

function opener(of: Kind): (context: Context) => void {
  return (context) => {
    const pos = context.view.state.selection.to;
    chooseFile(context, of, (chosen) => insert(context, chosen), (files) => void insertFiles(context, files, pos));
  };
}

openers['picture'] = opener('anh');
openers['attachment'] = opener(null);
openers['gallery'] = (context) => {
  chooseFile(context, 'anh', (chosen) => {
    const figure = kind('figure').create({ media_id: chosen.id, alt: context.library.file(chosen.id)?.alt ?? '' });
    insertBlock(kind('gallery').create(null, [figure]))(context.view.state, context.view.dispatch);
    context.view.focus();
  });
};

/** A file's name and size. */
export function fileLine(context: Context, id: number): HTMLElement {
  const info = context.library.file(id);
  if (info === null) return element('span', { class: 'ed-missing' }, word('file_missing'));
  const ending = (info?.name.split('.').pop() ?? '').toUpperCase();
  const size = info ? `${(info.size / 1024 / 1024).toFixed(1).replace('.', ',')} MB` : '';
  return element('span', { class: 'ed-file' }, element('b', {}, ending), ` ${info?.name ?? '…'} `, element('small', {}, size));
}

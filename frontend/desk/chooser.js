// Chooses files of the library in a dialog, so that what is typed in the form stays. The files are those of the page
// at the button's address; all words stand in the pages.

const dialog = document.querySelector('[data-chooser-dialog]');
const place = dialog?.querySelector('[data-chooser-place]');
let opened;
let asked = 0;

/** Shows the part of a page that holds the files. */
async function show(address, isFirst = false) {
  asked += 1;
  const mine = asked;
  place.setAttribute('aria-busy', 'true');
  let part;
  try {
    const response = await fetch(address);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    part = response.ok && page.querySelector('[data-chooser]');
  } catch {
    part = null;
  }
  // An answer that came after a later one was asked for is not wanted any more.
  if (mine !== asked) return;
  place.removeAttribute('aria-busy');
  if (!part) {
    place.textContent = dialog.dataset.failed;
    return;
  }
  for (const button of part.querySelectorAll('[data-choose]')) button.hidden = false;
  const moves = isFirst || place.contains(document.activeElement);
  place.replaceChildren(document.adoptNode(part));
  if (moves) place.querySelector('input[type=search]')?.focus();
}

function fill(id, value) {
  const field = document.getElementById(id);
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Offers words of the file for a field that is empty, or still holds what was offered with another file. */
function offer(id, words) {
  const field = document.getElementById(id);
  if (!field || (field.value.trim() && field.value !== field.dataset.offered)) return;
  field.dataset.offered = words;
  fill(id, words);
}

function choose({ choose: id, name, alt, caption }) {
  const field = opened.dataset.chooseInto;
  const onlyOne = 'one' in opened.dataset;
  const typed = document.getElementById(field).value.split(/[\s,]+/).filter(Boolean);
  const numbers = onlyOne ? [id] : [...typed.filter((number) => number !== id), id];
  fill(field, numbers.join(', '));
  if (onlyOne) {
    offer(`${field}_alt`, alt);
    offer(`${field}_caption`, caption);
  }
  const said = dialog.dataset.chosen.replace('{n}', id).replace('{name}', name);
  opened.querySelector('[data-chosen]').textContent = said;
  dialog.close();
}

function start() {
  for (const opener of document.querySelectorAll('[data-choose-into]')) {
    opener.hidden = false;
    opener.querySelector('button').addEventListener('click', () => {
      opened = opener;
      place.replaceChildren();
      dialog.showModal();
      show(opener.dataset.from, true);
    });
  }
  dialog.querySelector('[data-chooser-close]').addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    const button = event.target.closest('[data-choose]');
    const link = event.target.closest('a[href]');
    if (button) choose(button.dataset);
    if (link) {
      event.preventDefault();
      show(link.href);
    }
  });
  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    show(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
  });
}

if (dialog) start();

// An example of every page of the desk, on the demo site. `axe.spec.ts` holds the list against `dinh routes --json`.

/** The route, and the addresses that show it in its different states. */
export const DESK_PAGES = {
  '/bien-tap': { 'desk-mine': '/bien-tap', 'desk-list': '/bien-tap?hang=tat-ca' },
  '/bien-tap/bai-viet/moi': { 'article-new': '/bien-tap/bai-viet/moi' },
  '/bien-tap/bai-viet/{id}': { 'article-form': '/bien-tap/bai-viet/2' },
  '/bien-tap/bai-viet/{id}/soan': { 'article-editor': '/bien-tap/bai-viet/2/soan' },
  '/bien-tap/bai-viet/{id}/lich-su': { 'article-history': '/bien-tap/bai-viet/2/lich-su' },
  '/bien-tap/bai-viet/{id}/so-sanh': { 'article-compare': '/bien-tap/bai-viet/2/so-sanh?tu=1&den=1' },
  '/bien-tap/bao-cao': { report: '/bien-tap/bao-cao' },
  '/bien-tap/chu-hong': { damaged: '/bien-tap/chu-hong' },
  '/bien-tap/nguoi': { people: '/bien-tap/nguoi' },
  '/bien-tap/nguoi/{id}': { person: '/bien-tap/nguoi/1' },
  '/bien-tap/nhat-ky': { audit: '/bien-tap/nhat-ky' },
  '/bien-tap/tep': {
    'library-list': '/bien-tap/tep',
    'library-grid': '/bien-tap/tep?dang=luoi',
    'library-trash': '/bien-tap/tep?rac=1',
  },
  '/bien-tap/tep/chon': { chooser: '/bien-tap/tep/chon' },
  '/bien-tap/tep/han-muc': { quota: '/bien-tap/tep/han-muc' },
  '/bien-tap/tep/{id}': { file: '/bien-tap/tep/1' },
  '/bien-tap/tham-do': { polls: '/bien-tap/tham-do' },
  '/bien-tap/tham-do/moi': { 'poll-new': '/bien-tap/tham-do/moi' },
  '/bien-tap/tham-do/{id}': { 'poll-form': '/bien-tap/tham-do/1' },
  '/bien-tap/thong-bao': { notices: '/bien-tap/thong-bao' },
  '/bien-tap/thong-bao/moi': { 'notice-new': '/bien-tap/thong-bao/moi' },
  '/bien-tap/thong-bao/{id}': { 'notice-form': '/bien-tap/thong-bao/1' },
  '/bien-tap/toi': { me: '/bien-tap/toi' },
};

/** Routes of the desk that answer with a file, or with a part of a page that a page of the list fetches. */
export const NO_PAGES = [
  '/bien-tap/bai-viet/{id}/soan/ban',
  '/bien-tap/bai-viet/{id}/soan/buoc',
  '/bien-tap/bai-viet/{id}/soan/kenh',
  '/bien-tap/bai-viet/{id}/soan/kiem',
  '/bien-tap/bai-viet/{id}/soan/xem',
  '/bien-tap/bao-cao.csv',
  '/bien-tap/bao-cao.xlsx',
  '/bien-tap/tep/phan/{id}',
  '/bien-tap/tep/tin',
  '/bien-tap/trang',
];

/** Every address of the list with the name of its picture. */
export const DESK_ADDRESSES = Object.values(DESK_PAGES).flatMap((states) => Object.entries(states));

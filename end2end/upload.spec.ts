// Files at the desk: pictures are taken and used, what is no picture or document is refused.

import { deflateSync } from 'node:zlib';

import { expect, test, type Page } from './support/test';
import { expectComplaint } from './support/complaints';
import { signIn, type } from './support/desk';
import { main, open } from './support/pages';

/** The checksum of PNG; `node:zlib` has it only since Node 20.15. */
function crc32(data: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of data) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    }
  }
  return ~sum >>> 0;
}

/** A PNG of one colour. */
function png(width: number, height: number): Buffer {
  const chunk = (kind: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x80)]);
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

async function upload(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<number> {
  await page.goto('/bien-tap/tep');
  // The script takes the file as soon as it is chosen.
  await expect(page.getByRole('button', { name: 'Tải lên' })).toBeHidden();
  await page.getByLabel(/^Chọn tệp/).setInputFiles({ name, mimeType, buffer });
  const answer = await page.waitForResponse((response) => response.request().method() === 'PUT');
  await answer.finished();
  return answer.status();
}

test('a picture is uploaded and used', async ({ page, site }) => {
  await signIn(page, site);
  expect(await upload(page, 'Ảnh đồng lúa.png', 'image/png', png(800, 450))).toBe(201);
  await expect(page.getByText('Đã nhận 1 trên 1 tệp.')).toBeVisible();
  await page.reload();
  const row = page.getByRole('row').nth(1);
  const number = await row.getByRole('rowheader').innerText();
  await expect(row.getByRole('link')).toBeVisible();

  await page.goto('/bien-tap/bai-viet/moi');
  await type(page, { title: 'Bài có ảnh', body: `![Ruộng lúa](/tep/${number}/anh "Ruộng lúa chín")` });
  await page.getByLabel('Ảnh chính (số tệp)').fill(number);
  await page.getByLabel('Mô tả ảnh cho người không nhìn thấy').fill('Đồng lúa một màu');
  await page.getByLabel('Chú thích ảnh').fill('Ảnh của người thử');
  await page.getByRole('button', { name: 'Đăng', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('Đã đăng.');
  await open(page, (await page.getByRole('link', { name: 'Xem trên trang' }).getAttribute('href')) ?? '');
  for (const name of ['Đồng lúa một màu', 'Ruộng lúa']) {
    const picture = main(page).getByRole('img', { name, exact: true });
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  }
  await expect(main(page).getByText('Ảnh của người thử')).toBeVisible();
  await expect(main(page).getByText('Ruộng lúa chín')).toBeVisible();
});

const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
const PROGRAM = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000)]);
for (const [name, mimeType, bytes] of [
  ['hinh.svg', 'image/svg+xml', SVG],
  ['hinh.png', 'image/png', SVG],
  ['cai-dat.exe', 'application/octet-stream', PROGRAM],
  ['bao-cao.pdf', 'application/pdf', PROGRAM],
  ['trang.html', 'text/html', Buffer.from('<html><script>alert(1)</script></html>')],
] as const) {
  test(`${name} with other contents than a picture or a document is refused`, async ({ page, site, complaints }) => {
    await signIn(page, site);
    expect(await upload(page, name, mimeType, bytes)).toBe(422);
    await expect(page.getByText('Loại tệp này không được nhận.')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: name })).toHaveCount(0);
    expectComplaint(complaints, /422/);
  });
}

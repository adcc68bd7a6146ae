// Everything a reader can do, in a browser that runs no script.

import { expect, test } from './support/test';
import { expectComplaint } from './support/complaints';
import { publishMany, signIn } from './support/desk';
import { LONG_ARTICLE, LONG_ARTICLE_PATH, SECTIONS, counter, heading, main, menu, pollBlock } from './support/pages';

test.use({ javaScriptEnabled: false });

test('the home page is whole', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Tin nổi bật' }).getByRole('article').first()).toBeVisible();
  for (const name of SECTIONS) {
    await expect(menu(page).getByRole('link', { name, exact: true })).toBeVisible();
    await expect(main(page).getByRole('heading', { level: 2, name })).toBeVisible();
  }
  const side = page.getByRole('complementary', { name: 'Thông tin bên lề' });
  await expect(side.getByRole('region', { name: 'Thông báo' }).getByRole('listitem')).toHaveCount(3);
  await expect(side.getByRole('navigation', { name: 'Website liên kết' }).getByRole('link')).toHaveCount(5);
  await expect(counter(page).getByText('Trực tuyến')).toBeVisible();
  for (const label of ['Cơ quan chủ quản', 'Giấy phép', 'Chịu trách nhiệm chính', 'Địa chỉ', 'Điện thoại', 'Thư điện tử']) {
    await expect(page.getByRole('contentinfo').getByText(label, { exact: true })).toBeVisible();
  }
  // Nothing stands there that only a script could work.
  await expect(page.getByRole('group', { name: 'Hiển thị' })).toHaveCount(0);
  await expect(pollBlock(page).getByRole('radio')).toHaveCount(0);
});

test('a section is turned page by page', async ({ page, site }) => {
  await signIn(page, site);
  await publishMany(page, 8);
  await page.goto('/');
  await menu(page).getByRole('link', { name: 'Tin hoạt động', exact: true }).click();
  await expect(heading(page)).toHaveText('Tin hoạt động');
  await expect(main(page).getByRole('article')).toHaveCount(12);
  const pager = page.getByRole('navigation', { name: 'Các trang' });
  await pager.getByRole('link', { name: 'Cũ hơn' }).click();
  await expect(main(page).getByRole('article')).toHaveCount(2);
  await pager.getByRole('link', { name: '1' }).click();
  await expect(main(page).getByRole('article')).toHaveCount(12);
});

test('an article is whole', async ({ page, request }) => {
  await page.goto(LONG_ARTICLE_PATH);
  await expect(heading(page)).toHaveText(LONG_ARTICLE);
  const body = main(page);
  await expect(page.getByRole('navigation', { name: 'Vị trí trang' }).getByRole('link')).toHaveText([
    'Trang chủ',
    'Tin hoạt động',
  ]);
  await expect(body.getByText('Ngày 17/11, Liên minh Hợp tác xã tỉnh tổ chức hội nghị')).toBeVisible();
  await expect(body.getByText('Buổi chiều cùng ngày, đại biểu tham quan kho bảo quản')).toBeVisible();
  await expect(body.getByRole('table').getByRole('row')).toHaveCount(7);
  await expect(body.getByText('Kho chứa 600 tấn của Liên hiệp hợp tác xã lúa gạo Hạ Ngàn')).toBeVisible();
  await expect(body.getByText('Nguyễn Thị Minh Hà')).toBeVisible();
  await expect(body.getByText('Phó Chánh Văn phòng')).toBeVisible();
  await expect(body.getByText('Lượt đọc: 0')).toBeVisible();
  await expect(body.getByRole('region', { name: 'Tin khác cùng chuyên mục' }).getByRole('link').first()).toBeVisible();

  const contents = body.getByRole('navigation', { name: 'Trong bài này' }).getByRole('link');
  await expect(contents).toHaveCount(4);
  await contents.last().click();
  await expect(body.getByRole('heading', { level: 2, name: 'Năm nhóm việc của năm 2027' })).toBeInViewport();

  const files = body.getByRole('region', { name: 'Tệp đính kèm' });
  await expect(files.getByRole('link', { name: 'Đọc dạng văn bản' })).toBeVisible();
  const file = files.getByRole('link').first();
  const answer = await request.get((await file.getAttribute('href')) ?? '');
  expect(answer.headers()['content-type']).toBe('application/pdf');
  expect(answer.headers()['content-disposition']).toContain('attachment');
});

test('notices and figures are whole', async ({ page, complaints }) => {
  await page.goto('/thong-bao');
  await expect(main(page).getByRole('article')).toHaveCount(3);
  await page.goto('/thong-ke');
  await expect(main(page).getByRole('row')).toHaveCount(6);
  const missing = await page.goto('/khong-co');
  expect(missing?.status()).toBe(404);
  await expect(heading(page)).toHaveText('Không mở được trang');
  expectComplaint(complaints, /404/);
});

test('a ballot is a plain form, and a second one is refused in words', async ({ page, context }) => {
  await page.goto('/');
  await pollBlock(page).getByRole('link', { name: 'Tham gia' }).click();
  await expect(heading(page)).toHaveText('Đánh giá của bạn về website này');
  await main(page).getByRole('button', { name: 'Gửi phiếu' }).click();
  await expect(main(page).getByRole('alert')).toHaveText('Hãy chọn một phương án trước khi gửi.');

  // A second tab keeps its form while the first one votes.
  const second = await context.newPage();
  await second.goto('/tham-do/1');
  await main(page).getByRole('radio', { name: 'Cần cải thiện nội dung' }).check();
  await main(page).getByRole('button', { name: 'Gửi phiếu' }).click();
  await expect(main(page).getByRole('status')).toHaveText('Phiếu của bạn đã được ghi nhận. Xin cảm ơn.');
  await expect(main(page).getByText('1 phiếu (100 %)')).toBeVisible();
  await expect(main(page).getByRole('radio')).toHaveCount(0);

  await main(second).getByRole('radio', { name: 'Rất hữu ích' }).check();
  await main(second).getByRole('button', { name: 'Gửi phiếu' }).click();
  await expect(main(second).getByText('Trình duyệt này đã gửi phiếu trước đó; mỗi trình duyệt một phiếu.')).toBeVisible();
  await expect(main(second).getByText('Tổng số phiếu: 1')).toBeVisible();
  await page.reload();
  await expect(main(page).getByRole('radio')).toHaveCount(0);
});

test('the desk works', async ({ page, site }) => {
  await signIn(page, site);
  await page.getByRole('link', { name: /^Tất cả/ }).click();
  await expect(page.getByRole('list', { name: 'Tất cả' }).getByRole('checkbox')).toHaveCount(26);
  await page.getByRole('link', { name: LONG_ARTICLE }).click();
  await expect(page.getByLabel('Tiêu đề')).toHaveValue(LONG_ARTICLE);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.goto('/bien-tap');
  await expect(heading(page)).toHaveText('Đăng nhập');
});

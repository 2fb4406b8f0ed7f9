// The page to look through the pictures: a row a view, a column a look. Their names are our own, and plain.

export function indexPage(taken: readonly { readonly view: string; readonly files: readonly string[] }[]): string {
  const rows = taken.map(({ view, files }) => {
    const pictures = files.map((file) => {
      const look = file.slice(view.length + 1, -'.png'.length);
      return `<figure><a href="${file}"><img src="${file}" alt="${view}, ${look}" loading="lazy"></a><figcaption>${look}</figcaption></figure>`;
    });
    return `<h2>${view}</h2>\n<div>${pictures.join('\n')}</div>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Parley in pictures</title>
<style>
body { margin: 1.5rem; font: 1rem/1.4 system-ui, sans-serif; background: #8a9492; }
div { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 1rem; }
figure { margin: 0; }
img { max-inline-size: 28rem; }
</style>
<h1>Parley in pictures</h1>
${rows.join('\n')}
</html>
`;
}

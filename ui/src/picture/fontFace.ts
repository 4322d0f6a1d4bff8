import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

async function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === 'string' ? reader.result : '');
    reader.onerror = () => reject(new Error('the font cannot be read'));
    reader.readAsDataURL(blob);
  });
}

/** A picture loads nothing: the font must be in it. Without it, the reader's own stands in. */
export async function fontFace(): Promise<string> {
  try {
    const font = await dataUrl(await (await fetch(inter)).blob());
    return `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(${font})}`;
  } catch {
    return '';
  }
}

import { createElement, Fragment, type ReactNode } from 'react';
import { safeUrl } from './safeUrl';

// What text needs, and nothing that runs, loads or lays itself over the page.
const allowed = new Set([
  'a',
  'abbr',
  'b',
  'blockquote',
  'br',
  'caption',
  'center',
  'code',
  'dd',
  'del',
  'details',
  'div',
  'dl',
  'dt',
  'em',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'i',
  'img',
  'ins',
  'kbd',
  'li',
  'mark',
  'ol',
  'p',
  'pre',
  's',
  'section',
  'small',
  'span',
  'strong',
  'sub',
  'summary',
  'sup',
  'table',
  'tbody',
  'td',
  'tfoot',
  'th',
  'thead',
  'tr',
  'u',
  'ul',
]);

// Their text is no text to read.
const silent = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
]);

const empty = new Set(['br', 'hr', 'img']);

function attributesOf(element: Element, name: string): Record<string, unknown> {
  const attribute = (each: string) => element.getAttribute(each) ?? '';
  if (name === 'a') {
    const href = safeUrl(attribute('href'));
    return href === undefined ? {} : { href, target: '_blank', rel: 'noreferrer' };
  }
  if (name === 'img') {
    // Pictures of other machines are not loaded: looking at a dashboard tells nobody of it.
    const src = attribute('src');
    return {
      alt: attribute('alt'),
      ...(/^data:image\/(?:png|jpeg|gif|webp);/.test(src) && { src }),
    };
  }
  if (name === 'td' || name === 'th') {
    const span = Number(attribute('colspan'));
    return span > 1 && span < 100 ? { colSpan: span } : {};
  }
  return {};
}

/** Elements in which tables must not hold white space between their parts. */
const tableParts = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr']);

function childrenOf(node: Node, depth: number): ReactNode[] {
  return [...node.childNodes].map((child, index) => render(child, index, depth + 1));
}

/** In the place of a picture that is not loaded: the way to it. */
function pictureLink(picture: Element, key: number): ReactNode {
  const source = picture.getAttribute('src') ?? '';
  const href = safeUrl(source);
  const text = (picture.getAttribute('alt') ?? '') || source.replace(/^.*\//, '');
  if (href === undefined) return <Fragment key={key}>{text}</Fragment>;
  return (
    <a key={key} href={href} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}

const deepest = 50;

function render(node: Node, key: number, depth: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) {
    const inTable = tableParts.has(node.parentNode?.nodeName.toLowerCase() ?? '');
    return inTable && (node.nodeValue ?? '').trim() === '' ? null : node.nodeValue;
  }
  if (!(node instanceof Element) || depth > deepest) return null;
  const name = node.nodeName.toLowerCase();
  if (silent.has(name)) return null;
  if (!allowed.has(name)) return <Fragment key={key}>{childrenOf(node, depth)}</Fragment>;
  const attributes = attributesOf(node, name);
  if (name === 'img' && !('src' in attributes)) return pictureLink(node, key);
  return createElement(
    name === 'center' ? 'div' : name,
    { key, ...attributes },
    ...(empty.has(name) ? [] : childrenOf(node, depth)),
  );
}

/**
 * HTML that somebody else wrote, as elements: only those that text needs, without scripts, styles
 * or pictures from elsewhere. It is read into a document of its own in which nothing runs or loads.
 */
export function renderHtml(html: string): ReactNode {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return <>{childrenOf(body, 0)}</>;
}

import { expect, it } from 'vitest';
import { packageFolder, written } from '../../thirdParty.ts';

it('a module belongs to the innermost package', () => {
  expect(packageFolder('/a/node_modules/react/index.js')).toBe('/a/node_modules/react');
  expect(packageFolder('/a/node_modules/b/node_modules/@c/d/e.css?inline')).toBe(
    '/a/node_modules/b/node_modules/@c/d',
  );
  expect(packageFolder('/a/src/main.tsx')).toBeUndefined();
});

it('packages are listed, and follow with their texts', () => {
  const one = {
    name: 'one',
    version: '1.0',
    licence: 'MIT',
    home: 'https://one',
    texts: ['Free.'],
  };
  const two = { name: 'two', version: '2.0', licence: '0BSD', home: '', texts: [] };
  const [list, ...rest] = written([one, two]).split('\n\n');
  expect(list).toBe('one 1.0: MIT\ntwo 2.0: 0BSD');
  expect(rest.join()).toMatch(/one 1\.0: MIT\nhttps:\/\/one[^]*Free\.[^]*two 2\.0[^]*no text/);
});

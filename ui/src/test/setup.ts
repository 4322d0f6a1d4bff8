import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { anybody, setSession } from '../state/session';
import { loadStrings } from '../i18n';
import { changeSettings } from '../state/settings';

// As index.html has it: without, a path of several parts would be below another base.
const base = document.createElement('base');
base.href = '/';
document.head.append(base);

// A server that says nothing by itself; tests of what it says have one of their own.
class SilentSource extends EventTarget {
  close(): void {}
}

await Promise.all([loadStrings('en'), loadStrings('fr')]);

beforeEach(() => {
  vi.stubGlobal('EventSource', SilentSource);
  setSession({ kind: 'in', person: anybody });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
  changeSettings({ language: 'en', railOpen: false, name: '' });
});

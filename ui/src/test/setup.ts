import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { changeSettings } from '../state/settings';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  changeSettings({ language: 'en', railOpen: false, name: '' });
});

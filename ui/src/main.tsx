import '@fontsource-variable/inter';
import '@fontsource-variable/jetbrains-mono';
import './mantine.css';
import './tokens.css';
import './base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { loadStrings } from './i18n';
import { pageAt } from './pages';
import { followForeignLinks } from './state/foreignLinks';
import { readPlace } from './state/location';
import { readSettings } from './state/settings';

followForeignLinks();
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with id "root"');

function show(element: HTMLElement): void {
  createRoot(element).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// With the page in its frame from the first moment. What keeps it from coming, the frame will say.
const { path } = readPlace();
const page = pageAt(path)?.View.load(path) ?? Promise.resolve();
void Promise.all([loadStrings(readSettings().language), page.catch(() => undefined)]).then(() =>
  show(root),
);

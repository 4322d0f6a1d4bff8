import { Link } from '../components/Link';
import { useStrings } from '../i18n';
import type { Page } from '../pages';
import classes from './Breadcrumbs.module.css';

/** The way from the rail to here; every step but the last is worth a click. */
export function Breadcrumbs({ page }: { page: Page | undefined }) {
  const t = useStrings();
  return (
    <nav className={classes['crumbs']} aria-label={t.frame.breadcrumbs}>
      {page === undefined ? (
        <span>{t.pages.notFound}</span>
      ) : (
        <Link to={page.paths[0]} aria-current="page">
          {t.pages[page.name]}
        </Link>
      )}
    </nav>
  );
}

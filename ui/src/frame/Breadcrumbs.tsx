import { Link } from '../components/Link';
import { useStrings } from '../i18n';
import type { Page } from '../pages';
import { usePlace } from '../state/location';
import { useCurrentSubject } from '../state/subject';
import classes from './Breadcrumbs.module.css';

/** The way from the rail to here, each step a link. */
export function Breadcrumbs({ page }: { page: Page | undefined }) {
  const t = useStrings();
  const { path } = usePlace();
  const subject = useCurrentSubject();
  const section = page?.sections?.slice(1).find((each) => each.path === path);
  return (
    <nav className={classes['crumbs']} aria-label={t.frame.breadcrumbs}>
      {page === undefined && <span>{t.pages.notFound}</span>}
      {page && (
        <Link to={page.paths[0]} aria-current={section || subject !== '' ? undefined : 'page'}>
          {t.pages[page.name]}
        </Link>
      )}
      {subject !== '' && (
        <>
          <span aria-hidden="true"> › </span>
          <span aria-current="page">{subject}</span>
        </>
      )}
      {section && (
        <>
          <span aria-hidden="true"> › </span>
          <Link to={section.path} aria-current="page">
            {section.title(t)}
          </Link>
        </>
      )}
    </nav>
  );
}

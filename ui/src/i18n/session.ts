/** Sentences of signing in, and of what one may do. */
export const sessionEn = {
  title: 'Sign in to Vigie',
  signIn: 'Sign in',
  signOut: 'Sign out',
  name: 'User name',
  password: 'Password',
  wrong: 'The user name or the password is wrong.',
  firstStart:
    'After the first start, the password of “admin” is in the file initial-admin-password in the data directory.',
  over: 'Your session is over',
  overMeaning: 'Sign in again: this page waits as it is.',
  signedInAs: (name: string) => `Signed in as ${name}`,
  account: 'My account',
  initialPassword: 'Change your password: the server made it up',
  role: { viewer: 'viewer', editor: 'editor', admin: 'admin' },
  needs: { read: 'viewer', ingest: 'editor', edit: 'editor', admin: 'admin' },
  mayNot: (name: string, role: string) =>
    `${name === '' ? 'You' : name} may not do this: it takes the role ${role}.`,
};

export type SessionStrings = typeof sessionEn;

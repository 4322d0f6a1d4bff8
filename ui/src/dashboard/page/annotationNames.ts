/** Annotations that Grafana gives to a rule which was made from a panel. */
export const ofDashboard = '__dashboardUid__';
export const ofPanel = '__panelId__';

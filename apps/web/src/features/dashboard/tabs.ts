export const DASHBOARD_TABS = ['tables', 'mistakes', 'students', 'controls'] as const
export type DashboardTab = (typeof DASHBOARD_TABS)[number]

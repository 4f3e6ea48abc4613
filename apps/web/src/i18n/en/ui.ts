export const ui = {
  notices: 'Notices',
  dismiss: 'Dismiss',
}

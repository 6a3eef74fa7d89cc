import {
  Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, createAll
} from 'govuk-frontend'

createAll(Button, { preventDoubleClick: true })
for (const component of [
  CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink
]) createAll(component)

// The server wrote the time left; say it again once a minute. No live region: nothing is read out each minute.
const clocks = document.querySelectorAll('[data-deadline]')
const count = (number, noun) => number ? `${number} ${noun}${number === 1 ? '' : 's'}` : ''
function said (length) {
  const minutes = Math.floor(length / 60000)
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const parts = length > 72 * 3600000
    ? [count(Math.floor(hours / 24), 'day'), count(hours % 24, 'hour')]
    : [count(hours, 'hour'), count(rest, 'minute')]
  return parts.filter(Boolean).join(' ') || 'less than a minute'
}
function tick () {
  for (const clock of clocks) {
    const left = new Date(clock.dataset.deadline) - Date.now()
    clock.textContent = `${said(Math.abs(left))} ${left < 0 ? 'late' : 'left'}`
  }
}
if (clocks.length) setInterval(tick, 60000)

// Buttons that only work with a script stay hidden until there is one.
for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.textContent = button.dataset.done
  })
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

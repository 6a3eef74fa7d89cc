import {
  Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, createAll
} from 'govuk-frontend'

createAll(Button, { preventDoubleClick: true })
for (const component of [
  CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink
]) createAll(component)

// The server wrote the time left; rewrite it once a minute. No live region: nothing is read out each minute.
const clocks = document.querySelectorAll('[data-deadline]')
function tick () {
  for (const clock of clocks) {
    const minutes = Math.trunc((new Date(clock.dataset.deadline) - Date.now()) / 60000)
    const words = minutes < 0 ? clock.dataset.over : clock.dataset.left
    clock.textContent = words.replace('%h', Math.floor(Math.abs(minutes) / 60)).replace('%m', Math.abs(minutes) % 60)
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

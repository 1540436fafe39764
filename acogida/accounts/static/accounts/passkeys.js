// Says in the page what allauth would only say in the console: that the passkey was not used.
document.addEventListener('allauth.error', function (event) {
  const sentence = document.getElementById('passkey-failed')
  if (!sentence) return
  event.preventDefault()
  document.getElementById('main').prepend(sentence)
  sentence.hidden = false
})

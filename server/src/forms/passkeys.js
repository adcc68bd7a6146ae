// Passkeys: asks the browser for one and hands on what it says. Where there are none, nothing is shown and the
// password does.
(() => {
  'use strict';
  if (!window.PublicKeyCredential || !navigator.credentials) {
    return;
  }
  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
  const post = async (path, body) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
    return answer;
  };
  const ask = async (path) => {
    const options = await (await post(path, {})).json();
    options.challenge = bytes(options.challenge);
    if (options.user) {
      options.user.id = bytes(options.user.id);
    }
    for (const list of ['excludeCredentials', 'allowCredentials']) {
      options[list] = (options[list] || []).map((one) => ({ ...one, id: bytes(one.id) }));
    }
    return options;
  };
  const told = (credential, response) => ({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment || undefined,
    clientExtensionResults: {},
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
  });
  const add = async (form) => {
    const publicKey = await ask('/bien-tap/toi/khoa/hoi');
    const made = await navigator.credentials.create({ publicKey });
    const { response } = made;
    const transports = response.getTransports ? response.getTransports() : [];
    const credential = told(made, { attestationObject: text(response.attestationObject), transports });
    await post('/bien-tap/toi/khoa', { name: form.elements.name.value, credential });
    location.assign('/bien-tap/toi?done=done');
  };
  const enter = async () => {
    const publicKey = await ask('/dang-nhap/khoa/hoi');
    const used = await navigator.credentials.get({ publicKey });
    const { response } = used;
    await post('/dang-nhap/khoa', told(used, {
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    }));
    location.assign('/bien-tap');
  };
  for (const place of document.querySelectorAll('[data-passkey]')) {
    const form = place.querySelector('form');
    const problem = place.querySelector('[role="alert"]');
    place.hidden = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      problem.hidden = true;
      const button = form.querySelector('button');
      button.disabled = true;
      try {
        await (place.dataset.passkey === 'add' ? add(form) : enter());
      } catch (error) {
        const broken = error instanceof DOMException;
        problem.textContent = broken ? place.dataset.cancelled : error.message;
        problem.hidden = false;
      }
      button.disabled = false;
    });
  }
})();

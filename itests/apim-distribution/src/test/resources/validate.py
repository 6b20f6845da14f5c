"""Asks a key manager whether a token may call, by what the Thrift compiler has generated from keys.thrift.

validate.py GENERATED HTTPS_PORT THRIFT_PORT USER PASSWORD CONTEXT VERSION TOKEN LEVEL RESOURCE VERB
"""
import json
import ssl
import sys

sys.path.insert(0, sys.argv[1])
from keys import APIKeyValidationService, AuthenticatorService  # noqa: E402
from keys.ttypes import APIKeyMgtException, AuthenticationException  # noqa: E402
from thrift.protocol import TBinaryProtocol, TCompactProtocol  # noqa: E402
from thrift.transport import THttpClient, TSSLSocket  # noqa: E402

https_port, thrift_port, user, password = int(sys.argv[2]), int(sys.argv[3]), sys.argv[4], sys.argv[5]
context, version, token, level, resource, verb = sys.argv[6:12]

unchecked = ssl.create_default_context()
unchecked.check_hostname = False
unchecked.verify_mode = ssl.CERT_NONE
login = THttpClient.THttpClient("https://localhost:%d/thriftAuthenticator" % https_port, ssl_context=unchecked)
try:
    session = AuthenticatorService.Client(TCompactProtocol.TCompactProtocol(login)).authenticate(user, password)
except AuthenticationException as refused:
    print(json.dumps({"refused": refused.message}))
    sys.exit(0)

socket = TSSLSocket.TSSLSocket("localhost", thrift_port, cert_reqs=ssl.CERT_NONE)
socket.open()
service = APIKeyValidationService.Client(TBinaryProtocol.TBinaryProtocol(socket, strictRead=True, strictWrite=True))
verdict = service.validateKey(context, version, token, session, level, None, resource, verb)
resources = service.getAllURITemplates(context, version, session)
try:
    service.validateKey(context, version, token, "made up", level, None, resource, verb)
    stranger = "answered"
except APIKeyMgtException as refused:
    stranger = refused.message
print(json.dumps({
    "verdict": {name: value for name, value in vars(verdict).items() if value is not None and name != "authorizedDomains"},
    "resources": sorted("%s %s %s" % (each.httpVerb, each.uriTemplate, each.authType) for each in resources),
    "stranger": stranger,
}))

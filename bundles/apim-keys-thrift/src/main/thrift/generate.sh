#!/usr/bin/env bash
# Makes src/generated/java from keys.thrift. Needs perl and the Thrift compiler 0.17 (Debian: apt-get install thrift-compiler).
# The result is kept in git, so that nobody else needs either. The compiler is older than the library: what the library
# has changed since is replaced here. Its asynchronous half is left out, nothing uses it; and its messages about a missing
# field do not show the other fields, which hold tokens.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
java=../../generated/java
package=$java/org/gatehouse/keys/thrift/wire

[[ "$(thrift --version)" == *" 0.17."* ]] || { echo "expected the Thrift compiler 0.17, found: $(thrift --version)" >&2; exit 1; }
rm -rf "$package"
mkdir -p "$java"
thrift -r --gen java:private_members,generated_annotations=suppress -out "$java" keys.thrift

for file in "$package"/*.java; do
  perl -0pi -e '
    s/\n  public (static class|interface) (Async|Future)(Iface|Client|Processor)\b.*?\n  \}(?=\n)//sg;
    s/(ProcessFunction<I, \?\s+extends\s+)\s*(org\.apache\.thrift\.TBase)>/$1$2, ? extends $2>/g;
    s/ProcessFunction<I, (\w+)_args>/ProcessFunction<I, $1_args, $1_result>/g;
    s/protected boolean isOneway\(\)/public boolean isOneway()/g;
    s/( +)(\@Override\n +public )(\w+)_args getEmptyArgsInstance\(\) \{\n.*?\n +\}\n/$&\n$1$2$3_result getEmptyResultInstance() {\n$1  return new $3_result();\n$1}\n/sg;
    s/ Struct: " \+ toString\(\)/"/g;
    s/[ \t]+\n/\n/g;
  ' "$file"
done

#!/bin/sh
# ./sosgi pins: writes build/pins.sha256 anew, the hashes of all jars and POMs that a build from an empty repository takes.
# With `compare` it writes nothing and tells what differs. The files are taken from the machine's own repository, which stays as it is;
# with ONLINE=1 from the network instead, which shows that they can be had there and are the same.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 1
work=${PINS_WORK:-$root/target/pins}
local=${MAVEN_REPO_LOCAL:-$HOME/.m2/repository}
list=$root/build/pins.sha256
rm -rf "$work" && mkdir -p "$work/repository" || exit 1

mirror=
offline=
if [ -z "$ONLINE" ]; then
  mirror="<mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>file://$local</url></mirror></mirrors>"
  offline=here
fi
echo "<settings>$mirror</settings>" >"$work/settings.xml"

# One small test of each kind is run, so that what runs tests is taken, too.
echo "building from an empty repository${offline:+, filled from $local}: some minutes" >&2
pinned() {
  mvn -B -q ${offline:+-s "$work/settings.xml"} "-Dmaven.repo.local=$work/repository" "-Dsosgi.pins.skip=true" "$@" && return
  echo "pins: the build failed${offline:+; if it lacks a file, $local has not got it yet: run this once with ONLINE=1}" >&2
  return 1
}
cd "$root" || exit 1
git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | (mkdir -p "$work/tree" && cd "$work/tree" && tar -xf -) || exit 1
cd "$work/tree" || exit 1
pinned install -Dtest=HashTest -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=None -Dfailsafe.failIfNoSpecifiedTests=false || exit 1
# What only the audit calls.
pinned -Perrorprone test-compile -pl build || exit 1
pinned org.jacoco:jacoco-maven-plugin:prepare-agent test org.jacoco:jacoco-maven-plugin:report org.pitest:pitest-maven:mutationCoverage \
  -pl build -DtargetClasses=org.sosgi.build.Hash -DtargetTests=org.sosgi.build.HashTest -Dtest=HashTest || exit 1
pinned -N spotless:check -DspotlessFiles='.*/Hash.java' || exit 1

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
if [ "$1" = compare ]; then
  exec "$java" -cp "$work/tree/build/target/classes" org.sosgi.build.pins.Pins compare "$work/repository" "$list"
fi
"$java" -cp "$work/tree/build/target/classes" org.sosgi.build.pins.Pins write "$work/repository" "$list" || exit 1
echo "$(wc -l <"$list") files pinned in $list; git diff shows what has changed" >&2

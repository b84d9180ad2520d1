#!/usr/bin/env python3
"""Times a desk as a browser would find it: from the start to the first page, a
sample if there is none, and each step of a reviewer.

    python3 benches/throughput/notes.py 12 --share 1 > dense.csv      # 12 MB, 120,000 findings
    plainrecord audit --no-classifier dense.csv --out dense
    python3 benches/throughput/desk.py plainrecord dense dense.csv
"""

import http.client
import re
import signal
import subprocess
import sys
import time
from statistics import median
from urllib.parse import urlencode, urlsplit

PAGES = ["/", "/results", "/findings", "/findings?words=strangl", "/findings?words=nowhere", "/disagreements"]
STEPS = 20


class Seat:
    """A desk that is open, and who sits there."""

    def __init__(self, program, *options):
        begun = time.time()
        self.desk = subprocess.Popen([program, "review", *options, "--no-open"], stdout=subprocess.PIPE, text=True)
        link = urlsplit(self.desk.stdout.readline().strip())
        self.host, self.cookie, self.times = link.netloc, "", {}
        answer, _ = self.ask(f"{link.path}?{link.query}")
        self.cookie = answer.getheader("set-cookie").split(";")[0]
        _, self.first = self.ask("/")
        print(f"The first page is there after {time.time() - begun:.2f} s.")

    def ask(self, path, form=None, step=None):
        """Asks for a page or sends a form; the answer and its text."""
        headers, body = {"Host": self.host, "Cookie": self.cookie}, None
        if form is not None:
            headers |= {"Origin": f"http://{self.host}", "Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(form)
        begun = time.time()
        connection = http.client.HTTPConnection(self.host)
        connection.request("POST" if body is not None else "GET", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        self.times.setdefault(step, []).append(time.time() - begun)
        return answer, text

    def draw(self):
        """Draws a sample; meanwhile another page is asked for, over and over."""
        begun = time.time()
        self.ask("/sample", {"findings": 150, "notes": 150, "second": 20, "seed": 1, "blind": "yes"})
        while self.ask("/underway/so-far")[0].status != 204:
            self.ask("/draft", step="another page while it is drawn")
            time.sleep(0.1)
        print(f"The sample is drawn after {time.time() - begun:.1f} s.")

    def read(self):
        """Reads notes, and looks at each page in between."""
        self.ask("/reviewer", {"name": "Mina"})
        for _ in range(STEPS):
            item = self.ask("/next", step="next")[0].getheader("location")
            _, page = self.ask(item, step="a note")
            said = {"revision": re.search(r'name="revision" value="(\d+)"', page)[1], "reviewer": "Mina"}
            said["decision"] = "nothing missed" if 'value="missed"' in page else "confirm"
            self.ask(item, said, step="decide")
            for path in PAGES:
                self.ask(path, step=path)
        self.ask("/undo", {}, step="undo")


def main():
    seat = Seat(*sys.argv[1:])
    if "no sample yet" in seat.first:
        seat.draw()
    seat.read()
    for step, times in seat.times.items():
        if step:
            print(f"{step:<32} {1000 * median(times):6.1f} ms, slowest {1000 * max(times):6.1f} ms")
    seat.desk.send_signal(signal.SIGINT)
    seat.desk.wait()


main()

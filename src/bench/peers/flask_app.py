"""The notebooks of the benchmark as somebody would write them with Flask."""

from flask import Flask, Response, request
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

NAMES = ("sepalLength", "sepalWidth", "petalLength", "petalWidth")

iris = load_iris()
by_flower = LogisticRegression(max_iter=500).fit(iris.data, iris.target)
large = "\n".join(["x" * 63] * (5 * 1024 * 1024 // 64))

app = Flask(__name__)


def classify(model, measurements):
    """The name of the species for one flower."""
    return str(iris.target_names[model.predict([measurements])[0]])


def plain(text):
    """A text as an answer."""
    return Response(text, mimetype="text/plain")


@app.get("/iris")
def classify_flower():
    """Classify one flower."""
    return plain(classify(by_flower, [float(request.args[name]) for name in NAMES]))


@app.get("/hello")
def hello():
    """Next to nothing."""
    return plain("hello")


@app.post("/rows")
def count_rows():
    """Count the rows of a JSON document."""
    return plain(str(len(request.get_json()["rows"])))


@app.get("/large")
def send_large():
    """Much text."""
    return plain(large)

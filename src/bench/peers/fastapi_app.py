"""The notebooks of the benchmark as somebody would write them with FastAPI."""

from typing import Annotated

from fastapi import Body, FastAPI
from fastapi.responses import PlainTextResponse
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

iris = load_iris()
by_flower = LogisticRegression(max_iter=500).fit(iris.data, iris.target)
large = "\n".join(["x" * 63] * (5 * 1024 * 1024 // 64))

app = FastAPI()


def classify(model, measurements):
    """The name of the species for one flower."""
    return str(iris.target_names[model.predict([measurements])[0]])


@app.get("/iris", response_class=PlainTextResponse)
async def classify_flower(sepalLength: float, sepalWidth: float, petalLength: float, petalWidth: float):
    """Classify one flower."""
    return classify(by_flower, [sepalLength, sepalWidth, petalLength, petalWidth])


@app.get("/hello", response_class=PlainTextResponse)
async def hello():
    """Next to nothing."""
    return "hello"


@app.post("/rows", response_class=PlainTextResponse)
async def count_rows(rows: Annotated[list, Body(embed=True)]):
    """Count the rows of a JSON document."""
    return str(len(rows))


@app.get("/large", response_class=PlainTextResponse)
async def send_large():
    """Much text."""
    return large

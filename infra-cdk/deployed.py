"""What test-infra asks of an account that stacks were deployed to.

deployed.py output STACK NAME            prints an output
deployed.py code STACK NAME ZIP          the function that an output names runs this very zip
deployed.py gone STACK...                none of the stacks is there any more
"""

import base64
import hashlib
import sys
from pathlib import Path

import boto3
from botocore.exceptions import ClientError


def output(stack: str, name: str) -> str:
    found = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", [])
    for one in found:
        if one["OutputKey"] == name:
            return str(one["OutputValue"])
    sys.exit(f"the stack {stack} has no output {name}; it has {', '.join(one['OutputKey'] for one in found)}")


def code(stack: str, name: str, zip_file: str) -> None:
    deployed = boto3.client("lambda").get_function(FunctionName=output(stack, name), Qualifier="live")["Configuration"]
    ours = base64.b64encode(hashlib.sha256(Path(zip_file).read_bytes()).digest()).decode()
    print(f"runtime {deployed['Runtime']}, handler {deployed['Handler']}, version {deployed['Version']}")
    if deployed["CodeSha256"] != ours:
        sys.exit(f"the function runs other code: sha256 {deployed['CodeSha256']}, the zip has {ours}")


def gone(*stacks: str) -> None:
    for stack in stacks:
        try:
            status = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
        except ClientError as e:
            print(f"{stack}: {e.response['Error']['Message']}")
            continue
        if status != "DELETE_COMPLETE":
            sys.exit(f"the stack {stack} is still there: {status}")


if __name__ == "__main__":
    verbs = {"output": output, "code": code, "gone": gone}
    if len(sys.argv) < 2 or sys.argv[1] not in verbs:
        sys.exit(__doc__)
    answer = verbs[sys.argv[1]](*sys.argv[2:])
    if answer is not None:
        print(answer)
